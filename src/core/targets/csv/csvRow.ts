import type { CrmRecord, CrmValue } from '../../model/record.ts';
import { asReference } from '../../model/record.ts';

/** How cells become CSV (RFC 4180). */
export interface CsvOptions {
  /** One character. */
  readonly delimiter: string;
  readonly lineEnd: '\r\n' | '\n';
  /** Stands for a field that is empty or was not sent. An empty text is written as `""` where this is empty, to differ. */
  readonly nullText: string;
  /** What stands for a record that a lookup points to; its id where the CRM does not tell the name. */
  readonly references: 'name' | 'id';
  /** Quotes every cell but those of fields that are empty. */
  readonly quotesAll?: boolean;
  readonly decimalSign?: '.' | ',';
  /** Puts a `'` before texts that a spreadsheet would run as a formula, which changes them. */
  readonly neutralizesFormulas?: boolean;
}

/** Rewrites the texts of one column, such as datetimes for another zone. */
export type CellWriter = (text: string) => string;

export const usualCsv: CsvOptions = { delimiter: ',', lineEnd: '\r\n', nullText: '', references: 'name' };

/** A value as the text of a cell, quoted where it has to be. */
export type CellText = (value: CrmValue | undefined, write?: CellWriter) => string;

export function cellTextOf(options: CsvOptions): CellText {
  const { neutralizesFormulas = false, decimalSign = '.' } = options;
  const special = needsQuotes(options);
  return (value, write) => {
    if (typeof value === 'string' && value !== '') {
      let text = write ? write(value) : value;
      if (neutralizesFormulas && formulaStart.test(text)) text = `'${text}`;
      return special.test(text) ? quoted(text) : text;
    }
    if (typeof value === 'number' && decimalSign === '.' && options.quotesAll !== true) return String(value);
    return otherCell(value, options, special);
  };
}

/** The lines of some records, each with its line end. Costs little more than joining the texts. `writers`: by column. */
export function csvRows(
  records: readonly CrmRecord[],
  keys: readonly string[],
  options: CsvOptions,
  writers: readonly (CellWriter | undefined)[] = [],
): string {
  const { delimiter, lineEnd } = options;
  const cell = cellTextOf(options);
  let text = '';
  for (const record of records) {
    for (let index = 0; index < keys.length; index++) {
      if (index > 0) text += delimiter;
      text += cell(record[keys[index] ?? ''], writers[index]);
    }
    text += lineEnd;
  }
  return text;
}

/** One line of texts, such as the headings. */
export function csvLine(cells: readonly string[], options: CsvOptions): string {
  const special = needsQuotes(options);
  return cells.map((cell) => (special.test(cell) ? quoted(cell) : cell)).join(options.delimiter) + options.lineEnd;
}

function otherCell(value: CrmValue | undefined, options: CsvOptions, special: RegExp): string {
  if (value === null || value === undefined) return options.nullText;
  if (value === '') return options.nullText === '' ? '""' : '';
  const text = csvText(value, options);
  return special.test(text) ? quoted(text) : text;
}

/** Several texts are separated by `;`, as Zoho's own exports have them; what has no plain text is JSON. */
function csvText(value: CrmValue, { references, decimalSign = '.' }: CsvOptions): string {
  if (typeof value === 'number') return String(value).replace('.', decimalSign);
  if (value === null || typeof value !== 'object') return String(value);
  const reference = asReference(value);
  if (reference) return references === 'id' ? reference.id : (reference.name ?? reference.id);
  if (isListOfTexts(value)) return value.join(';');
  return JSON.stringify(value);
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

const formulaStart = /^[=+\-@\t\r\n]/;

/** A text that reads as null, or holds what separates cells or lines. */
function needsQuotes({ delimiter, nullText, quotesAll = false }: CsvOptions): RegExp {
  if (quotesAll) return /^/;
  const separators = `["\\r\\n${escaped(delimiter)}]`;
  return new RegExp(nullText === '' ? separators : `${separators}|^${escaped(nullText)}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
