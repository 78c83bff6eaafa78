import type { RowFormat, SavedColumn } from '../../model/rowFormat.ts';
import { csvFormat } from '../../targets/csv/csvFormat.ts';
import type { CsvDestination } from '../jobFile/jobSchema.ts';

/** Lines as a job asks for them. */
export function destinationFormat(columns: readonly SavedColumn[], to: CsvDestination): RowFormat {
  return csvFormat(columns, {
    delimiter: to.separator,
    quotesAll: to.quote === 'always',
    lineEnd: to.lineEnd === 'crlf' ? '\r\n' : '\n',
    // Encodings of one byte have no such mark.
    hasByteOrderMark: to.byteOrderMark && to.encoding.startsWith('utf'),
    hasHeadings: to.header !== 'none',
    nullText: to.nullText,
    decimalSign: to.decimalSign,
    references: to.references,
    neutralizesFormulas: to.neutralizeFormulas,
  });
}
