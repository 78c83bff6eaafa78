import { randomUUID } from 'node:crypto';

import * as vscode from 'vscode';

import type {
  DatabaseConnection,
  DatabaseKind,
  ServerConnection,
  TlsMode,
} from '../../core/model/databaseConnection.ts';
import { databaseKinds, defaultPorts } from '../../core/model/databaseConnection.ts';
import { addressIn } from './databaseAddress.ts';
import { databaseKindNames, tlsLabel } from './databaseText.ts';
import { askForSqliteFile } from './sqliteQuestion.ts';

/** What the questions led to. The password is undefined where the one that is kept stays. */
export interface AnsweredDatabase {
  readonly database: DatabaseConnection;
  readonly password: string | undefined;
}

const longestName = 100;

/** Asks for all that a connection to a database needs, with what is there already. Undefined when the user turned back. */
export async function askForDatabase(
  current: DatabaseConnection | undefined,
  takenNames: readonly string[],
): Promise<AnsweredDatabase | undefined> {
  const kind = current?.kind ?? (await pickKind());
  if (kind === undefined) return undefined;
  const id = current?.id ?? randomUUID();
  const server = current?.kind === 'sqlite' ? undefined : current;
  const found =
    kind === 'sqlite'
      ? await sqliteAnswer(id, current?.kind === 'sqlite' ? current.file : undefined)
      : await askForServer({ id, kind }, server);
  if (!found) return undefined;
  const suggestion = current?.name ?? freeName(suggestedName(found.database), takenNames);
  const name = await ask(vscode.l10n.t('Name of the Database'), {
    value: suggestion,
    prompt: vscode.l10n.t('Job files name the database by it.'),
    validateInput: (text) => nameProblem(text, takenNames),
  });
  return name === undefined ? undefined : { ...found, database: { ...found.database, name: name.trim() } };
}

async function pickKind(): Promise<DatabaseKind | undefined> {
  const items = databaseKinds.map((each) => ({ label: databaseKindNames[each], databaseKind: each }));
  const placeHolder = vscode.l10n.t('Which kind of database?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.databaseKind;
}

async function sqliteAnswer(id: string, current: string | undefined): Promise<AnsweredDatabase | undefined> {
  const file = await askForSqliteFile(current);
  return file === undefined ? undefined : { database: { id, name: '', kind: 'sqlite', file }, password: undefined };
}

async function askForServer(
  { id, kind }: { readonly id: string; readonly kind: ServerConnection['kind'] },
  current: ServerConnection | undefined,
): Promise<AnsweredDatabase | undefined> {
  const { l10n } = vscode;
  const address = await ask(l10n.t('Server'), {
    value: current ? `${current.host}:${current.port}` : `localhost:${defaultPorts[kind]}`,
    prompt: l10n.t('Name or address, and the port where it is not {0}.', defaultPorts[kind]),
    validateInput: (text) =>
      addressIn(text, kind) ? undefined : l10n.t('Such as db.example.com:{0}.', defaultPorts[kind]),
  });
  const place = address === undefined ? undefined : addressIn(address, kind);
  if (!place) return undefined;
  const database = await ask(l10n.t('Database'), { value: current?.database ?? '', validateInput: required });
  if (database === undefined) return undefined;
  const schema = kind === 'postgres' ? await askForSchema(current?.schema) : '';
  if (schema === undefined) return undefined;
  const user = await ask(l10n.t('User'), { value: current?.user ?? '', validateInput: required });
  if (user === undefined) return undefined;
  const password = await askForPassword(current !== undefined);
  if (!password) return undefined;
  const transport = await askForTransport(place.host, current);
  if (!transport) return undefined;
  const names = {
    database: database.trim(),
    user: user.trim(),
    schema: schema.trim() === '' ? undefined : schema.trim(),
  };
  return { database: { id, name: '', kind, ...place, ...names, ...transport }, password: password.text };
}

function askForSchema(current: string | undefined): Promise<string | undefined> {
  return ask(vscode.l10n.t('Schema'), {
    value: current ?? '',
    placeHolder: 'public',
    prompt: vscode.l10n.t('Where the tables are to be. Empty = public.'),
  });
}

/** Nothing typed keeps what there is. */
async function askForPassword(hasOne: boolean): Promise<{ readonly text: string | undefined } | undefined> {
  const prompt = hasOne
    ? vscode.l10n.t("Empty = the one that is kept. It is kept in the editor's secret storage.")
    : vscode.l10n.t("It is kept in the editor's secret storage. Empty = none.");
  const text = await ask(vscode.l10n.t('Password'), { password: true, prompt });
  return text === undefined ? undefined : { text: text === '' && hasOne ? undefined : text };
}

type Transport = Pick<ServerConnection, 'tls' | 'caFile'>;

async function askForTransport(host: string, current: ServerConnection | undefined): Promise<Transport | undefined> {
  const { l10n } = vscode;
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host);
  const first: TlsMode = current?.tls ?? (isHere ? 'off' : 'verified');
  const modes = ['verified', 'encrypted', 'off'] as const;
  const items = [
    ...modes.map((tls) => ({ label: tlsLabel(tls, l10n), description: tlsHint(tls), tls, asksForFile: false })),
    {
      label: l10n.t('Encrypted, and verified by an authority of your own…'),
      description: l10n.t('A PEM file with its certificate'),
      tls: 'verified' as const,
      asksForFile: true,
    },
  ].sort((a, b) => Number(b.tls === first && !b.asksForFile) - Number(a.tls === first && !a.asksForFile));
  const placeHolder = l10n.t('How is the way to {0} protected?', host);
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (!picked) return undefined;
  if (!picked.asksForFile) return { tls: picked.tls, caFile: undefined };
  const title = l10n.t("The Authority's Certificate");
  const [file] = (await vscode.window.showOpenDialog({ title, filters: { PEM: ['pem', 'crt', 'cer'] } })) ?? [];
  return file && { tls: picked.tls, caFile: file.fsPath };
}

function tlsHint(mode: TlsMode): string {
  switch (mode) {
    case 'verified':
      return vscode.l10n.t('For servers elsewhere');
    case 'encrypted':
      return vscode.l10n.t('For certificates that nobody signed');
    case 'off':
      return vscode.l10n.t('For this computer, or a tunnel');
  }
}

async function ask(title: string, options: vscode.InputBoxOptions): Promise<string | undefined> {
  return vscode.window.showInputBox({ ...options, title, ignoreFocusOut: true });
}

function required(text: string): string | undefined {
  return text.trim() === '' ? vscode.l10n.t('This is needed.') : undefined;
}

function nameProblem(text: string, taken: readonly string[]): string | undefined {
  const name = text.trim();
  if (name === '') return vscode.l10n.t('Give it a name.');
  if (name.length > longestName) return vscode.l10n.t('At most {0} characters.', longestName);
  return taken.includes(name) ? vscode.l10n.t('Another database has this name.') : undefined;
}

function suggestedName(database: DatabaseConnection): string {
  return database.kind === 'sqlite' ? (database.file.split(/[\\/]/).at(-1) ?? 'SQLite') : database.database;
}

function freeName(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.includes(name)) return name;
  }
}
