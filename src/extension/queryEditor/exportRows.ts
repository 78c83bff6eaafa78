import * as vscode from 'vscode';

import type { KnownMetadata } from '../../core/coql/knownMetadata.ts';
import { resultColumns } from '../../core/coql/resultColumns.ts';
import type { CrmRecords } from '../../core/crm/crmRecords.ts';
import type { QueryRequest } from '../../core/jobs/querying/queryRequest.ts';
import { runQuery } from '../../core/jobs/runQuery.ts';
import type { CrmRecord } from '../../core/model/record.ts';
import type { SavedColumn } from '../../core/model/rowFormat.ts';
import type { Log } from '../../core/ports.ts';
import type { SaveFormat } from '../../protocol/results.ts';
import { withCancellableProgress } from '../progress.ts';
import { exportJobOf } from '../results/exportJob.ts';
import { rowFormats, writeRows } from '../results/saveResult.ts';

export interface ExportParts {
  readonly records: CrmRecords;
  readonly request: QueryRequest;
  readonly metadata: KnownMetadata;
  readonly log: Log;
  /** For the file's name. */
  readonly title: string;
  readonly connectionId: string;
}

/** Asks for a format and a place, and writes all rows of a query as they come, however many. */
export async function exportRows(parts: ExportParts): Promise<void> {
  const exportJob = exportJobOf(parts.request.query, parts.connectionId);
  const format = await pickFormat(exportJob !== undefined);
  if (format === 'job') return exportJob?.();
  const file = format && (await pickFile(parts.title, format));
  if (!file) return;
  const { records, request, metadata, log } = parts;
  const columns = resultColumns(request.query, metadata).map(({ key, label }): SavedColumn => ({
    key,
    heading: format === 'csv' ? label : key,
  }));
  const title = vscode.l10n.t('Exporting {0}', parts.title);
  const count = await withCancellableProgress(title, (signal, report) => {
    const rows = recordsOnly(runQuery(records, request, { signal, log }));
    const told = (rowsWritten: number): void => {
      report(vscode.l10n.t('{0} rows', numberText(rowsWritten)));
    };
    return writeRows(rows, rowFormats[format](columns), file, signal, told);
  });
  const open = vscode.l10n.t('Open');
  const message = vscode.l10n.t(
    'Saved {0} rows to {1}. API credits spent: {2}.',
    ...[numberText(count), file.fsPath, records.spent()],
  );
  void vscode.window.showInformationMessage(message, open).then(async (chosen) => {
    if (chosen === open) await vscode.window.showTextDocument(file);
  });
}

async function pickFormat(canBeJob: boolean): Promise<SaveFormat | 'job' | undefined> {
  const job = {
    label: vscode.l10n.t('Export Job…'),
    description: vscode.l10n.t('to CSV, all rows, to be run again and scheduled'),
    format: 'job',
  } as const;
  const items: readonly (vscode.QuickPickItem & { readonly format: SaveFormat | 'job' })[] = [
    { label: 'CSV', description: vscode.l10n.t('for people: labels, and names of lookups'), format: 'csv' },
    { label: 'CSV', description: vscode.l10n.t('for programs: API names, and ids of lookups'), format: 'csvApiNames' },
    { label: 'JSON', description: vscode.l10n.t('one array'), format: 'json' },
    { label: 'JSON Lines', description: vscode.l10n.t('one record a line'), format: 'jsonl' },
    ...(canBeJob ? [job] : []),
  ];
  const placeHolder = vscode.l10n.t('As what are the rows to be saved?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.format;
}

async function pickFile(title: string, format: SaveFormat): Promise<vscode.Uri | undefined> {
  const { extension } = rowFormats[format]([]);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Rows'),
    filters: { [extension.toUpperCase()]: [extension] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${title}.${extension}`) } : {}),
  });
}

async function* recordsOnly(
  batches: AsyncIterable<{ readonly records: readonly CrmRecord[] }>,
): AsyncGenerator<readonly CrmRecord[]> {
  for await (const { records } of batches) yield records;
}

function numberText(count: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(count);
}
