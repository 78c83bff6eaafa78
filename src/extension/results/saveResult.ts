import * as vscode from 'vscode';

import { saveRows, rowTexts } from '../../core/jobs/saveRows.ts';
import type { CrmRecord } from '../../core/model/record.ts';
import type { RowFormat, SavedColumn } from '../../core/model/rowFormat.ts';
import { csvFormat } from '../../core/targets/csv/csvFormat.ts';
import { jsonFormat, jsonLinesFormat } from '../../core/targets/json/jsonFormats.ts';
import type { SaveFormat } from '../../protocol/results.ts';
import { writeUserFile } from '../definitions/userFiles.ts';
import type { ShownLog } from '../hostPorts.ts';
import { withCancellableProgress } from '../progress.ts';
import { showError } from '../showError.ts';
import type { ResultTab } from './resultTab.ts';

/** How each format writes columns. */
export const rowFormats: Readonly<Record<SaveFormat, (columns: readonly SavedColumn[]) => RowFormat>> = {
  csv: csvFormat,
  csvApiNames: (columns) => csvFormat(columns, { references: 'id' }),
  json: jsonFormat,
  jsonl: jsonLinesFormat,
};

/** Asks for a file and writes the rows of a result as they are shown: filtered, sorted, without hidden columns. */
export async function saveResult(
  tab: ResultTab,
  keys: readonly string[],
  format: SaveFormat,
  log: ShownLog,
): Promise<void> {
  const columns = keys.flatMap((key) => tab.rows.columns.find((each) => each.key === key) ?? []);
  const file = await askForFile(tab.title, format);
  if (!file || columns.length === 0) return;
  const saved = columns.map(({ key, label }) => ({ key, heading: format === 'csvApiNames' ? key : label }));
  try {
    const title = vscode.l10n.t('Saving {0}', file.fsPath);
    const rows = tab.rows.shown(0, tab.rows.shownCount);
    const count = await withCancellableProgress(title, (signal) => {
      return writeRows(inBatches(rows), rowFormats[format](saved), file, signal);
    });
    await offerToOpen(tab, count, file);
  } catch (error) {
    await showError(error, log, () => saveResult(tab, keys, format, log));
  }
}

/**
 * Writes rows to a place that the user chose. A file of the computer that extensions run on grows as rows come; anything
 * else is written whole at the end.
 */
export async function writeRows(
  rows: AsyncIterable<readonly CrmRecord[]>,
  format: RowFormat,
  file: vscode.Uri,
  signal: AbortSignal,
  report?: (rowsWritten: number) => void,
): Promise<number> {
  if (file.scheme === 'file') return saveRows({ rows, format, file: file.fsPath }, signal, report);
  let count = 0;
  const texts: string[] = [];
  for await (const { text, rowCount } of rowTexts(rows, format, signal)) {
    texts.push(text);
    count += rowCount;
    report?.(count);
  }
  await writeUserFile(file, texts.join(''));
  return count;
}

async function askForFile(title: string, format: SaveFormat): Promise<vscode.Uri | undefined> {
  const names: Readonly<Record<SaveFormat, string>> = {
    csv: 'CSV',
    csvApiNames: 'CSV',
    json: 'JSON',
    jsonl: 'JSON Lines',
  };
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const extension = rowFormats[format]([]).extension;
  const name = `${title.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.${extension}`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Rows as {0}', names[format]),
    filters: { [names[format]]: [extension] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
}

async function offerToOpen(tab: ResultTab, count: number, file: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const number = new Intl.NumberFormat(vscode.env.language).format(count);
  const saved = vscode.l10n.t('Saved {0} rows to {1}.', number, file.fsPath);
  const isWhole = tab.phase === 'done';
  const more = isWhole ? '' : ` ${vscode.l10n.t('The query would give more: only what has come was saved.')}`;
  if ((await vscode.window.showInformationMessage(saved + more, open)) === open)
    await vscode.window.showTextDocument(file);
}

async function* inBatches(rows: readonly CrmRecord[]): AsyncGenerator<readonly CrmRecord[]> {
  for (let at = 0; at < rows.length; at += batchRows) {
    yield rows.slice(at, at + batchRows);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const batchRows = 2000;
