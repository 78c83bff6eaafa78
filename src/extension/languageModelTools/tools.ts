import * as vscode from 'vscode';

import { InputError, isProductError } from '../../core/errors.ts';
import type { Connection } from '../../core/model/connection.ts';
import { redact } from '../../core/util/redact.ts';
import { environmentLabel, isRealProduction } from '../connectionTree/connectionText.ts';
import type { Services } from '../services.ts';
import { errorForLog } from '../showError.ts';
import { escapeMarkdown } from '../timeZones/markdown.ts';
import { connectionAnswer, findAnswer, isCalled, moduleAnswer } from './metadataAnswers.ts';
import { checkedQuery, mostRows, queryAnswer, usualRows } from './queryTool.ts';
import type { ToolInput } from './toolInput.ts';
import { connectionFrom, readToolInput, required } from './toolInput.ts';
import type { ToolName } from './toolNames.ts';

export type ToolServices = Pick<Services, 'store' | 'metadata' | 'engine' | 'log'>;

/** What the user is told, and for a query asked, before a tool does anything. */
export function prepareTool(name: ToolName, input: unknown, services: ToolServices): vscode.PreparedToolInvocation {
  const parsed = readToolInput(input);
  const { l10n } = vscode;
  switch (name) {
    case 'zohoCrm_list_connections':
      return { invocationMessage: l10n.t('Listing the connections to Zoho CRM') };
    case 'zohoCrm_find_fields':
      return { invocationMessage: l10n.t('Searching modules and fields of Zoho CRM') };
    case 'zohoCrm_describe_module':
      return { invocationMessage: l10n.t('Looking at the module {0}', parsed.module ?? '') };
    case 'zohoCrm_run_query':
      return {
        invocationMessage: l10n.t('Running a query in Zoho CRM'),
        confirmationMessages: confirmation(parsed, connectionFrom(parsed, services.store.list())),
      };
  }
}

/** What goes wrong is told to the model, in words that help it or its user. */
export async function invokeTool(
  name: ToolName,
  input: unknown,
  services: ToolServices,
  signal: AbortSignal,
): Promise<vscode.LanguageModelToolResult> {
  try {
    const answer = await answerOf(name, readToolInput(input), services, signal);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
  } catch (error) {
    services.log.error(errorForLog(error));
    if (isProductError(error)) throw new Error(redact(error.message), { cause: error });
    throw error;
  }
}

async function answerOf(
  name: ToolName,
  input: ToolInput,
  services: ToolServices,
  signal: AbortSignal,
): Promise<object> {
  const { store } = services;
  if (name === 'zohoCrm_list_connections') {
    const isSignedIn = async ({ id }: Connection): Promise<boolean> => (await store.secretsOf(id)) !== undefined;
    const all = store.list().map(async (each) => connectionAnswer(each, await isSignedIn(each)));
    return { connections: await Promise.all(all) };
  }
  const connection = connectionFrom(input, store.list());
  switch (name) {
    case 'zohoCrm_find_fields':
      await services.metadata.modules(connection, signal);
      return findAnswer(await services.metadata.cachedEntries(connection), required(input, 'text'), input.module);
    case 'zohoCrm_describe_module':
      return describeModule(connection, required(input, 'module'), services, signal);
    case 'zohoCrm_run_query':
      return run(connection, input, services, signal);
  }
}

async function describeModule(
  connection: Connection,
  name: string,
  { metadata }: ToolServices,
  signal: AbortSignal,
): Promise<object> {
  const { value: modules } = await metadata.modules(connection, signal);
  const module = modules.find((each) => isCalled(each, name));
  if (!module) throw new InputError(`"${connection.name}" has no module "${name}". Search for it first.`, 'module');
  const { value } = await metadata.details(connection, module.apiName, signal);
  return moduleAnswer(module, value);
}

async function run(
  connection: Connection,
  input: ToolInput,
  { metadata, engine, log }: ToolServices,
  signal: AbortSignal,
): Promise<object> {
  const known = await metadata.cachedEntries(connection);
  const query = checkedQuery(required(input, 'query'), input.rowLimit, known);
  const records = (await engine()).crm.recordsFor(connection);
  return queryAnswer(query, records, { signal, log });
}

/** The query as it is, where it goes, and what it costs. */
function confirmation(input: ToolInput, connection: Connection): vscode.LanguageModelToolConfirmationMessages {
  const { l10n } = vscode;
  const place = `${escapeMarkdown(connection.name)} (${environmentLabel(connection, l10n)})`;
  const mark = isRealProduction(connection) ? `⚠️ **${l10n.t('Production')}** · ` : '';
  const rows = Math.min(mostRows, input.rowLimit ?? usualRows);
  const message = new vscode.MarkdownString();
  message.appendMarkdown(`${mark}${l10n.t('Connection: {0}', place)}\n\n`);
  message.appendCodeblock(input.query ?? '', 'sql');
  message.appendMarkdown(
    l10n.t('Reads at most {0} rows and changes nothing. It costs 1 API credit of the organization.', rows),
  );
  return { title: l10n.t('Run a query in Zoho CRM?'), message };
}
