import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ConnectionStore } from '../../../src/core/connections/connectionStore.ts';
import { RedirectInbox } from '../../../src/core/connections/redirectInbox.ts';
import { directNetwork } from '../../../src/core/model/network.ts';
import { redirectUriFor } from '../../../src/core/model/oauth.ts';
import { createEngine } from '../../../src/extension/engine.ts';
import type { ConnectionFormParts } from '../../../src/extension/connectionForm/connectionFormHost.ts';
import { ConnectionFormSession } from '../../../src/extension/connectionForm/connectionFormHost.ts';
import { SignIns } from '../../../src/extension/signIn/signIns.ts';
import type { ConnectionDraftInput, SignInProgress } from '../../../src/protocol/connectionForm.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { memoryLog, memorySecrets, memoryState } from '../../core/memoryPorts.ts';
import { plainL10n } from '../plainL10n.ts';

export const redirectPort = 41_993;

/** A form's host as the extension puts it together, against a sample organization, with ports in memory. */
export async function formParts(sampleOrg: RunningSampleOrg, openBrowser: (url: string) => Promise<void>) {
  const [log, state, secrets, clock] = [memoryLog(), memoryState(), memorySecrets(), { now: () => Date.now() }];
  const store = new ConnectionStore({ state, secrets, sharesSecrets: true });
  const locksFolder = await mkdtemp(path.join(tmpdir(), 'connection-form-'));
  const made = createEngine({
    ...{ store, log, clock, locksFolder, network: () => directNetwork },
    sampleOrigin: () => Promise.resolve(sampleOrg.info.origin),
  });
  const engine = () => Promise.resolve(made);
  const { clientId: id, clientSecret: secret } = sampleOrg.info;
  const inbox = new RedirectInbox();
  const signIns = new SignIns({
    ...{ store, engine, inbox, redirectPort: () => redirectPort },
    sampleClient: () => Promise.resolve({ id, secret }),
  });
  const saved: Parameters<ConnectionFormParts['saved']>[] = [];
  const progress: (SignInProgress | undefined)[] = [];
  const learnedZones: string[] = [];
  const formParts: ConnectionFormParts = {
    ...{ store, engine, signIns, openBrowser, clock, l10n: plainL10n, language: 'en', translations: {} },
    signInWays: () => [
      { id: 'loopback', redirectUri: redirectUriFor(redirectPort) },
      { id: 'paste', redirectUri: redirectUriFor(redirectPort) },
    ],
    copy: () => Promise.resolve(),
    learnComputerZone: (zone) => learnedZones.push(zone),
    saved: (...args) => saved.push(args),
  };
  const open = (connectionId?: string): ConnectionFormSession =>
    new ConnectionFormSession(formParts, connectionId, { signInProgress: (each) => progress.push(each) });
  return { ...{ log, state, secrets, store, engine: made, saved, progress, learnedZones, locksFolder }, open };
}

/** What the page tells of itself. */
export const page = { computerTimeZone: 'Pacific/Honolulu' };

export const sampleDraft: ConnectionDraftInput = {
  name: 'Trial',
  dataCenter: 'sample',
  environment: 'production',
  clientId: '',
  clientSecret: '',
  timeZone: 'Europe/Berlin',
  cachePolicy: 'oneDay',
};
