import { randomUUID } from 'node:crypto';

import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { InputError } from '../../core/errors.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Log } from '../../core/ports.ts';
import { nobodySignedIn } from '../connectionTree/nobodySignedIn.ts';
import type { ConnectionDefinition } from '../../core/jobs/definitions/definitionFile.ts';
import { parseDefinitions } from '../../core/jobs/definitions/definitionFile.ts';
import type { ImportStep } from './planImport.ts';
import { planImport } from './planImport.ts';
import { readUserFile } from './userFiles.ts';

/** Adds the connections of a file that somebody exported. Each is signed out until its user signs in. */
export async function importConnections(store: ConnectionStore, log: Log): Promise<void> {
  const { l10n } = vscode;
  const title = l10n.t('Import Connections');
  const [file] = (await vscode.window.showOpenDialog({ title, filters: { JSON: ['json'] } })) ?? [];
  if (!file) return;
  const steps = planImport(await definitionsIn(file, log), store.list());
  const useful = steps.filter((step) => step.kind !== 'unchanged');
  if (useful.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('You have all of these connections already, with these settings.'),
    );
    return;
  }
  const items = useful.map((step) => ({
    label: step.definition.name,
    description: step.kind === 'add' ? l10n.t('new') : l10n.t('changes the settings of yours'),
    picked: true,
    step,
  }));
  const placeHolder = l10n.t('Which ones? You sign in to them later.');
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, title, placeHolder });
  if (!picked || picked.length === 0) return;
  for (const { step } of picked) await carryOut(step, store);
  const count = picked.length;
  const done = count === 1 ? l10n.t('Imported 1 connection.') : l10n.t('Imported {0} connections.', count);
  void vscode.window.showInformationMessage(done);
}

async function definitionsIn(file: vscode.Uri, log: Log): Promise<readonly ConnectionDefinition[]> {
  const { l10n } = vscode;
  const parsed = parseDefinitions(await readUserFile(file), l10n);
  if (parsed.kind === 'definitions') return parsed.definitions;
  const [first, ...others] = parsed.problems;
  for (const problem of parsed.problems) log.error(`${file.fsPath}: ${problem}`);
  const more = others.length === 0 ? '' : ` ${l10n.t('{0} more in the log.', others.length)}`;
  throw new InputError(`${l10n.t('Nothing was imported.')} ${first ?? ''}${more}`);
}

async function carryOut(step: ImportStep, store: ConnectionStore): Promise<void> {
  const { definition } = step;
  const { timeZone, cachePolicy, group } = definition;
  if (step.kind === 'add') await store.saveDescription(signedOutConnection(definition, randomUUID()));
  else await store.update(step.existing.id, { timeZone, cachePolicy, group });
}

/** Who signs in is not known yet, and of the organization only what the file tells. */
function signedOutConnection(definition: ConnectionDefinition, id: string): Connection {
  const { name, dataCenter, environment, clientId, timeZone, cachePolicy, group } = definition;
  return {
    ...nobodySignedIn,
    ...{ id, name, crm: 'zoho', dataCenter, environment, clientId, timeZone, cachePolicy, group },
    organization: { ...nobodySignedIn.organization, ...definition.organization },
    warnsAboutTimeZone: true,
  };
}
