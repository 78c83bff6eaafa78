import { parseDocument } from '../../core/coql/parse.ts';
import { findProblems } from '../../core/coql/problems.ts';
import { resultColumns } from '../../core/coql/resultColumns.ts';
import { InputError, QueryRefusedError } from '../../core/errors.ts';
import type { QueryRequest } from '../../core/jobs/querying/queryRequest.ts';
import { runQuery } from '../../core/jobs/runQuery.ts';
import { rowTexts } from '../../core/jobs/saveRows.ts';
import type { Field } from '../../core/model/metadata.ts';
import type { CrmRecord } from '../../core/model/record.ts';
import { csvFormat } from '../../core/targets/csv/csvFormat.ts';
import { jsonFormat, jsonLinesFormat } from '../../core/targets/json/jsonFormats.ts';
import type { CommandLine } from '../commandLine.ts';
import { connectionNamed, readConnections } from '../connections.ts';
import type { CliHost } from '../host.ts';
import type { Session } from '../session.ts';
import { openSession } from '../session.ts';

const formats = { csv: csvFormat, json: jsonFormat, jsonl: jsonLinesFormat } as const;

/** Prints the rows of a query, as they come. */
export async function query(line: CommandLine, host: CliHost): Promise<number> {
  const { output, signal } = host;
  const known = await readConnections(line.connections, host.environment);
  const request = parseQuery(line.words[0] ?? '');
  const session = await openSession(host, connectionNamed(line.connection, known), known);
  let fields: readonly Field[] | undefined;
  try {
    fields = await fieldsOf(request, session, signal);
    const nothingKnown = { modules: () => undefined, fields: () => fields };
    const columns = resultColumns(request.query, nothingKnown).map(({ key }) => ({ key, heading: key }));
    const rows = rowsOf({ ...request, fields }, session, host);
    for await (const { text } of rowTexts(rows, formats[line.format](columns), signal)) await output.data(text);
    return 0;
  } catch (error) {
    throw error instanceof QueryRefusedError ? explained(error, request, fields) : error;
  } finally {
    await session.close();
  }
}

/** InputError for what is not one query, with the place where that shows. */
function parseQuery(text: string): Pick<QueryRequest, 'document' | 'query'> {
  const document = parseDocument(text);
  const [found, ...more] = document.queries;
  if (!found || more.length > 0) throw new InputError(`This takes one query, not ${document.queries.length}.`, 'query');
  const [problem] = found.syntaxProblems;
  if (!problem) return { document, query: found };
  throw new InputError(
    `The query is not COQL, at “${text.slice(problem.start, problem.start + 30)}”: ${problem.message}`,
    'query',
  );
}

/** With what we know to be wrong with the query: the CRM often says no more than that it is. */
function explained(
  refusal: QueryRefusedError,
  { document, query: { from } }: Pick<QueryRequest, 'document' | 'query'>,
  fields: readonly Field[] | undefined,
): Error {
  const module = from?.module?.text;
  const known = { modules: () => undefined, fields: (name: string) => (name === module ? fields : undefined) };
  const problems = findProblems(document, known).map(
    ({ span, message }) => `“${document.text.slice(span.start, span.end)}”: ${message}`,
  );
  if (problems.length === 0) return refusal;
  return new InputError([refusal.message, ...problems].join('\n  '), 'query', { cause: refusal });
}

/** They tell how pages are had; without them it is tried all the same. */
async function fieldsOf(
  request: Pick<QueryRequest, 'query'>,
  session: Session,
  signal: AbortSignal,
): Promise<readonly Field[] | undefined> {
  const module = request.query.from?.module?.text;
  if (module === undefined) return undefined;
  try {
    return await session.fieldsOf(module, signal);
  } catch (error) {
    if (error instanceof InputError || (error instanceof Error && error.name === 'FatalError')) return undefined;
    throw error;
  }
}

async function* rowsOf(
  request: QueryRequest,
  { records }: Session,
  { signal, log }: CliHost,
): AsyncGenerator<readonly CrmRecord[]> {
  for await (const batch of runQuery(records, request, { signal, log })) yield batch.records;
}
