import * as vscode from 'vscode';

import { clientIdProblem, nameProblem, uniqueName } from '../../core/connections/connectionDraft.ts';
import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { recognizePasted } from '../../core/connections/pastedToken.ts';
import type { ChosenParts } from '../../core/jobs/connect.ts';
import type { Identity } from '../../core/jobs/signIn.ts';
import type { CachePolicy, DataCenter, Environment } from '../../core/model/connection.ts';
import { cachePolicies, environments } from '../../core/model/connection.ts';
import type { SignInWay } from '../../protocol/connectionForm.ts';
import { cachePolicyLabel } from '../connectionTree/cacheText.ts';
import { withCancellableProgress } from '../progress.ts';
import type { SignInChoice, SignIns } from '../signIn/signIns.ts';
import { domainOptions } from './domainOptions.ts';
import { environmentInWords } from '../connectionTree/connectionText.ts';
import { cachePolicyEffect, problemInWords, recognizedInWords } from './formWords.ts';
import { summaryOf } from './signedInSummary.ts';
import { timeZoneOptions } from './timeZoneOptions.ts';

export interface QuickConnectionParts {
  readonly store: ConnectionStore;
  readonly signIns: SignIns;
  readonly signInWays: () => readonly SignInWay[];
  readonly openBrowser: (url: string) => Promise<void>;
}

export interface QuickConnection {
  readonly identity: Identity;
  readonly chosen: ChosenParts;
}

const keepOpen = { ignoreFocusOut: true } as const;

/** Asks for all that the form asks for, one thing after the other, with the same rules. Undefined when the user leaves. */
export async function askForConnection(parts: QuickConnectionParts): Promise<QuickConnection | undefined> {
  const dataCenter = await askForDomain();
  if (dataCenter === undefined) return undefined;
  const environment = await askForEnvironment();
  if (environment === undefined) return undefined;
  const client = dataCenter === 'sample' ? noClient : await askForClient(parts.store, dataCenter);
  if (client === undefined) return undefined;
  const identity = await askForSignIn(parts, { dataCenter, environment, ...client });
  if (identity === undefined) return undefined;
  const name = await askForName(parts.store, identity);
  if (name === undefined) return undefined;
  const timeZone = await askForTimeZone(identity);
  if (timeZone === undefined) return undefined;
  const cachePolicy = await askForCachePolicy();
  return cachePolicy && { identity, chosen: { name, timeZone, cachePolicy } };
}

const noClient = { clientId: '', clientSecret: '' };

async function askForDomain(): Promise<DataCenter | undefined> {
  const items = domainOptions(vscode.l10n).map((each) => ({ ...each, description: each.detail, detail: '' }));
  const title = vscode.l10n.t('New Connection: Domain');
  return (await vscode.window.showQuickPick(items, { ...keepOpen, title, matchOnDescription: true }))?.dataCenter;
}

async function askForEnvironment(): Promise<Environment | undefined> {
  const items = environments.map((environment) => ({
    label: environmentInWords(environment, vscode.l10n),
    environment,
  }));
  const title = vscode.l10n.t('New Connection: Environment');
  return (await vscode.window.showQuickPick(items, { ...keepOpen, title }))?.environment;
}

async function askForClient(
  store: ConnectionStore,
  dataCenter: DataCenter,
): Promise<Pick<SignInChoice, 'clientId' | 'clientSecret'> | undefined> {
  const clientId = await vscode.window.showInputBox({
    ...keepOpen,
    title: vscode.l10n.t('New Connection: Client ID'),
    prompt: vscode.l10n.t(
      'The ID of your OAuth client, from Zoho’s API console. Leave it empty if you have only an access token.',
    ),
    value: store.rememberedClientId(dataCenter) ?? '',
    validateInput: (text) => (text.trim() === '' ? undefined : inWords('clientId', clientIdProblem(text.trim()))),
  });
  if (clientId === undefined) return undefined;
  if (clientId.trim() === '') return noClient;
  const isKept = (await store.clientSecretOf(dataCenter, clientId.trim())) !== undefined;
  const clientSecret = await vscode.window.showInputBox({
    ...keepOpen,
    title: vscode.l10n.t('New Connection: Client Secret'),
    password: true,
    ...(isKept ? { prompt: vscode.l10n.t('Leave it empty to use the one that was kept for this client.') } : {}),
    validateInput: (text) => (text.trim() === '' && !isKept ? inWords('clientSecret', 'missing') : undefined),
  });
  return clientSecret === undefined ? undefined : { clientId: clientId.trim(), clientSecret: clientSecret.trim() };
}

async function askForSignIn(parts: QuickConnectionParts, choice: SignInChoice): Promise<Identity | undefined> {
  const hasClient = choice.dataCenter === 'sample' || choice.clientId !== '';
  const ways = hasClient ? parts.signInWays() : [];
  const items = [
    ...ways.map((way) => ({ label: wayLabel(way), description: way.redirectUri, way })),
    { label: vscode.l10n.t('Paste a token or code'), description: '', way: undefined },
  ];
  const title = vscode.l10n.t('New Connection: Log In');
  const picked = items.length > 1 ? await vscode.window.showQuickPick(items, { ...keepOpen, title }) : items[0];
  if (!picked) return undefined;
  return picked.way ? signInBy(parts, choice, picked.way) : signInWithPasted(parts, choice);
}

function wayLabel({ id }: SignInWay): string {
  switch (id) {
    case 'loopback':
      return vscode.l10n.t('Log in with Zoho; the browser returns to this computer');
    case 'uriHandler':
      return vscode.l10n.t('Log in with Zoho; the browser returns to the editor');
    case 'paste':
      return vscode.l10n.t('Copy the address, sign in anywhere, paste the address at which you end up');
  }
}

function signInBy(parts: QuickConnectionParts, choice: SignInChoice, way: SignInWay): Thenable<Identity> {
  const title = vscode.l10n.t('Waiting for you to sign in and accept in the browser …');
  return withCancellableProgress(title, (signal) =>
    way.id === 'paste'
      ? signInElsewhere(parts, choice, way, signal)
      : parts.signIns.throughBrowser(choice, way, parts, signal),
  );
}

/** The user signs in wherever a browser is, and pastes the address to which it returned, or a code or token instead. */
async function signInElsewhere(
  parts: QuickConnectionParts,
  choice: SignInChoice,
  way: SignInWay,
  signal: AbortSignal,
): Promise<Identity> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const pasted = Promise.withResolvers<Identity>();
  async function ask(): Promise<void> {
    const prompt = vscode.l10n.t(
      'The address is in the clipboard. Open it in any browser, sign in, then paste the address at which you end up.',
    );
    const text = await askForPasted(prompt);
    if (text === undefined) over.abort();
    else if (!parts.signIns.deliver(text)) pasted.resolve(await parts.signIns.withPasted(choice, text, either));
  }
  const copyAndAsk = async (url: string): Promise<void> => {
    await vscode.env.clipboard.writeText(url);
    ask().catch(pasted.reject);
  };
  try {
    return await Promise.race([
      pasted.promise,
      parts.signIns.throughBrowser(choice, way, { openBrowser: copyAndAsk }, either),
    ]);
  } finally {
    over.abort();
  }
}

async function signInWithPasted(parts: QuickConnectionParts, choice: SignInChoice): Promise<Identity | undefined> {
  const pasted = await askForPasted(vscode.l10n.t('Paste a grant code, a token, or the JSON of a token answer.'));
  if (pasted === undefined) return undefined;
  const title = vscode.l10n.t('Signing in to Zoho CRM …');
  return withCancellableProgress(title, (signal) => parts.signIns.withPasted(choice, pasted, signal));
}

function askForPasted(prompt: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    ...keepOpen,
    title: vscode.l10n.t('New Connection: Access Token'),
    prompt,
    password: true,
    validateInput: (text) => {
      const { tone, message } = recognizedInWords(recognizePasted(text), vscode.l10n);
      if (tone === 'refused') return { message, severity: vscode.InputBoxValidationSeverity.Error };
      return { message, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
}

function askForName(store: ConnectionStore, identity: Identity): Thenable<string | undefined> {
  const takenNames = store.list().map((each) => each.name);
  const { userName, organization, edition } = summaryOf(identity, takenNames, vscode.l10n);
  return vscode.window
    .showInputBox({
      ...keepOpen,
      title: vscode.l10n.t('New Connection: Name'),
      prompt: vscode.l10n.t('Signed in as {0} to {1} ({2}).', userName, organization, edition),
      value: uniqueName(identity.organization.name, takenNames),
      validateInput: (text) => inWords('name', nameProblem(text.trim(), takenNames)),
    })
    .then((name) => name?.trim());
}

async function askForTimeZone({ user, organization }: Identity): Promise<string | undefined> {
  const suggested = [
    { label: user.timeZone, description: vscode.l10n.t('your Zoho user’s') },
    { label: organization.timeZone, description: vscode.l10n.t('the organization’s') },
    // In a remote window we run on another computer than the user's.
    ...(vscode.env.remoteName === undefined
      ? [{ label: Intl.DateTimeFormat().resolvedOptions().timeZone, description: vscode.l10n.t('this computer’s') }]
      : []),
  ];
  const all = timeZoneOptions(Date.now()).map((zone) => ({
    label: zone.name,
    description: [zone.offset, ...zone.keywords].join(' · '),
  }));
  const items: vscode.QuickPickItem[] = [
    { label: vscode.l10n.t('Suggested'), kind: vscode.QuickPickItemKind.Separator },
    ...suggested,
    { label: vscode.l10n.t('All time zones'), kind: vscode.QuickPickItemKind.Separator },
    ...all,
  ];
  const title = vscode.l10n.t('New Connection: Time Zone');
  return (await vscode.window.showQuickPick(items, { ...keepOpen, title, matchOnDescription: true }))?.label;
}

async function askForCachePolicy(): Promise<CachePolicy | undefined> {
  const items = cachePolicies.toReversed().map((policy) => ({
    label: cachePolicyLabel(policy, vscode.l10n),
    detail: cachePolicyEffect(policy, vscode.l10n),
    policy,
  }));
  const title = vscode.l10n.t('New Connection: Metadata Cache');
  return (await vscode.window.showQuickPick(items, { ...keepOpen, title }))?.policy;
}

function inWords(...[field, problem]: [Parameters<typeof problemInWords>[0], ReturnType<typeof nameProblem>]) {
  return problem === undefined ? undefined : problemInWords(field, problem, vscode.l10n);
}
