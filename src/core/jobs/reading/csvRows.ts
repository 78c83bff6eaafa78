import papa from 'papaparse';

import { RetriableError } from '../../errors.ts';

/** Rows that are parsed at a time stem from so much text at least. */
const leastText = 256 * 1024;

/**
 * Rows of a CSV file by RFC 4180, in pieces, the header first and alone. Rejects with what `bytes` rejects with, and with
 * RetriableError for a file that ends within quotes.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[][]> {
  const decoder = new TextDecoder();
  let rest = '';
  let hasHeader = false;
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    if (rest.length < leastText) continue;
    const end = endOfRows(rest);
    if (end === 0) continue;
    yield* withHeader(rest.slice(0, end));
    rest = rest.slice(end);
  }
  rest += decoder.decode();
  if (rest !== '') yield* withHeader(rest);

  function* withHeader(text: string): Generator<readonly string[][]> {
    const rows = parse(text);
    if (!hasHeader && rows.length > 0) yield rows.splice(0, 1);
    hasHeader = true;
    if (rows.length > 0) yield rows;
  }
}

function parse(text: string): string[][] {
  const { data, errors } = papa.parse<string[]>(text, {
    delimiter: ',',
    newline: text.includes('\r\n') && !/[^\r]\n/.test(text) ? '\r\n' : '\n',
    skipEmptyLines: true,
  });
  const broken = errors.find((each) => each.type === 'Quotes');
  if (broken) throw new RetriableError(`The file of the bulk export is damaged: ${broken.message}.`);
  return data;
}

/** Behind the last line break that stands outside of quotes; 0 without one. */
function endOfRows(text: string): number {
  let isEven = quotesIn(text, 0, text.length) % 2 === 0;
  let end = text.length;
  for (;;) {
    const lineBreak = text.lastIndexOf('\n', end - 1);
    if (lineBreak === -1) return 0;
    if (quotesIn(text, lineBreak, end) % 2 === 1) isEven = !isEven;
    if (isEven) return lineBreak + 1;
    end = lineBreak;
  }
}

function quotesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('"', from); at !== -1 && at < to; at = text.indexOf('"', at + 1)) count++;
  return count;
}
