import { csvLine, csvRows, usualCsv } from '../../core/targets/csv/csvRow.ts';
import type { CellRange, CopyFormat } from '../../protocol/results.ts';
import type { CellMaker } from './cells.ts';
import type { ResultRows } from './resultRows.ts';

/** What goes on the clipboard. CSV and JSON have the values as the CRM sent them, the others what is seen. */
export function copyText(rows: ResultRows, { from, to, columns }: CellRange, format: CopyFormat): string {
  const records = rows.shown(from, to);
  const makers = columns.flatMap((key) => rows.makers.find(({ column }) => column.key === key) ?? []);
  const cells = (clean: (text: string) => string): string[][] =>
    records.map((record) => makers.map((maker) => clean(maker.text(record[maker.column.key]))));
  switch (format) {
    case 'text':
      return cells((text) => text.replaceAll(/[\t\r\n]+/g, ' '))
        .map((row) => row.join('\t'))
        .join('\n');
    case 'csv':
      return (
        csvLine(labels(makers), usualCsv) +
        csvRows(
          records,
          makers.map(({ column }) => column.key),
          usualCsv,
        )
      );
    case 'markdown':
      return markdownTable(makers, cells(markdownText));
    case 'json':
      return JSON.stringify(
        records.map((record) => Object.fromEntries(makers.map(({ column: { key } }) => [key, record[key]]))),
        undefined,
        2,
      );
  }
}

function labels(makers: readonly CellMaker[]): string[] {
  return makers.map(({ column }) => column.label);
}

function markdownTable(makers: readonly CellMaker[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const rule = makers.map(({ kind }) => (kind === 'number' ? '---:' : '---'));
  return line(labels(makers).map(markdownText)) + line(rule) + rows.map(line).join('');
}

function markdownText(text: string): string {
  return text.replaceAll(/[\\|`*_<]/g, (each) => `\\${each}`).replaceAll(/\r?\n/g, '<br>');
}
