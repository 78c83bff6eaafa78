import { parseDocument } from '../../core/coql/parse.ts';
import { resultColumns } from '../../core/coql/resultColumns.ts';
import type { Query } from '../../core/coql/syntax.ts';
import { InputError } from '../../core/errors.ts';
import type { QueryBatch, QueryRequest } from '../../core/jobs/querying/queryRequest.ts';
import { countQuery, runQuery } from '../../core/jobs/runQuery.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Field } from '../../core/model/metadata.ts';
import type { Log } from '../../core/ports.ts';
import type { Engine } from '../engine.ts';
import type { L10n } from '../l10n.ts';
import type { ResultSource } from './queryTab.ts';
import type { ShownColumn } from './shownColumn.ts';

export interface QuerySourceParts {
  readonly engine: () => Promise<Engine>;
  readonly metadata: Pick<MetadataCache, 'details'>;
  readonly log: Log;
  readonly l10n: L10n;
}

/** A query as it stands in a text: `query` is one of those that parsing the text gives. */
export interface WrittenQuery {
  readonly connection: Connection;
  readonly text: string;
  readonly query: Query;
}

/** The rows of a query, its columns as far as the metadata tell, and how many rows there are. */
export function querySource({ connection, text, query }: WrittenQuery, parts: QuerySourceParts): ResultSource {
  const document = parseDocument(text);
  const own = document.queries.find(({ start }) => start === query.start);
  if (!own) throw new InputError(parts.l10n.t('The query is not in its text any more.'));
  const fieldsOf = async (apiName: string, signal: AbortSignal): Promise<readonly Field[]> =>
    (await parts.metadata.details(connection, apiName, signal)).value.fields;
  const request = async (signal: AbortSignal): Promise<QueryRequest> => {
    const module = own.from?.module?.text;
    // Without metadata it works as well, but for sorts that go far.
    const fields = module === undefined ? undefined : await fieldsOf(module, signal).catch(() => undefined);
    return { document, query: own, fields };
  };
  const records = async () => (await parts.engine()).crm.recordsFor(connection);
  return {
    columns: async (signal) => shownColumns(own, await gatherFields(own, (name) => fieldsOf(name, signal)), parts.l10n),
    read: async function* (signal): AsyncGenerator<QueryBatch> {
      yield* runQuery(await records(), await request(signal), { signal, log: parts.log });
    },
    count: async (signal) => {
      const found = await countQuery(await records(), await request(signal), { signal, log: parts.log });
      return found === undefined ? undefined : rowsLeft(found, own);
    },
  };
}

/** What a query gives of the rows that it finds. */
function rowsLeft(found: number, { limit, offset }: Query): number {
  return Math.min(Math.max(0, found - (offset?.value ?? 0)), limit?.value ?? Infinity);
}

type KnownFields = ReadonlyMap<string, readonly Field[]>;

/** The fields of the modules that the columns lead through, as far as they can be had. */
async function gatherFields(
  query: Query,
  fieldsOf: (apiName: string) => Promise<readonly Field[]>,
): Promise<KnownFields> {
  const known = new Map<string, readonly Field[]>();
  // Each step along a path may name another module.
  for (;;) {
    const missing = new Set<string>();
    const fields = (apiName: string): readonly Field[] | undefined => {
      if (!known.has(apiName)) missing.add(apiName);
      return known.get(apiName);
    };
    resultColumns(query, { modules: () => undefined, fields });
    if (missing.size === 0) return known;
    await Promise.all([...missing].map(async (name) => known.set(name, await fieldsOf(name).catch(() => []))));
  }
}

/** Rows that are no groups have an id besides, by which a record is opened and compared. */
function shownColumns(query: Query, known: KnownFields, l10n: L10n): readonly ShownColumn[] {
  const metadata = { modules: () => undefined, fields: (name: string) => known.get(name) };
  const columns: readonly ShownColumn[] = resultColumns(query, metadata);
  const isGrouped =
    query.groupBy !== undefined || query.select?.columns.some((each) => each.expression?.kind === 'aggregate');
  if (isGrouped === true || columns.some(({ key }) => key === 'id')) return columns;
  return [...columns, { key: 'id', label: l10n.t('Record ID') }];
}
