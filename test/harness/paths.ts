import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder that holds package.json. */
export const rootFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What ships: the bundles. */
export const distFolder = path.join(rootFolder, 'dist');

/** Everything that the harness makes and that is neither source nor product. May be deleted at any time. */
export const harnessFolder = path.join(rootFolder, '.vscode-test');

/** The packaged extension, as `npm run package` leaves it. */
export const vsixFile = path.join(rootFolder, 'zoho-crm-connections.vsix');

/** Output of the programs that the tests started, by suite, for reading after a failure. */
export const logFolder = path.join(harnessFolder, 'logs');
