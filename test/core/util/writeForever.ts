import { FolderFiles } from '../../../src/core/util/folderFiles.ts';

/** A program that writes one file again and again, until it is killed. */
const files = new FolderFiles(process.argv[2] ?? '');
await files.writeWhole('file', 'a'.repeat(300_000));
process.send?.('writing');
for (let turn = 0; process.connected; turn++) await files.writeWhole('file', String(turn % 10).repeat(300_000));
