import { asObject, asText } from '../../core/model/parse.ts';

/** A record of a connection: what commands, links and documents name it by. */
export interface RecordReference {
  readonly connectionId: string;
  /** API name. */
  readonly module: string;
  readonly id: string;
}

export const recordScheme = 'zoho-record';

/** The pieces of a document's address; the query says which record it is, the path is what people read. */
export interface RecordUriParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/**
 * The address of the document that shows a record. `version` is that of a text that was kept for comparing; without it,
 * the record as it is now.
 */
export function recordUriParts(reference: RecordReference, name: string, version?: number): RecordUriParts {
  const { connectionId, module, id } = reference;
  const query = new URLSearchParams({ connectionId, module, id });
  if (version !== undefined) query.set('version', String(version));
  const readable = name.replaceAll(/[\\/:*?"<>|#%\p{Cc}]+/gu, ' ').trim();
  return { scheme: recordScheme, path: `/${readable === '' ? id : readable}.jsonc`, query: query.toString() };
}

export function referenceOfUri({
  scheme,
  query,
}: Pick<RecordUriParts, 'scheme' | 'query'>): RecordReference | undefined {
  return scheme === recordScheme ? parseReference(Object.fromEntries(new URLSearchParams(query))) : undefined;
}

/** Which kept text an address means; undefined for the record as it is now. */
export function versionOfUri({ query }: Pick<RecordUriParts, 'query'>): number | undefined {
  const version = new URLSearchParams(query).get('version');
  return version === null ? undefined : Number(version);
}

/** What a link, a lens or another view handed over; undefined where it names no record. */
export function parseReference(value: unknown): RecordReference | undefined {
  const { connectionId, module, id } = asObject(value) ?? {};
  const texts = [asText(connectionId), asText(module), asText(id)] as const;
  const [connection, moduleName, recordId] = texts;
  if (!connection || !moduleName || !recordId || !/^\d+$/.test(recordId)) return undefined;
  return { connectionId: connection, module: moduleName, id: recordId };
}

/** The same for the same record. */
export function referenceKey({ connectionId, module, id }: RecordReference): string {
  return [connectionId, module, id].join('/');
}
