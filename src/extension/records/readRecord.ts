import type { CrmRecords } from '../../core/crm/crmRecords.ts';
import { InputError } from '../../core/errors.ts';
import { sensibleColumns } from '../../core/jobs/reading/sensibleColumns.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Field, Module, RelatedList } from '../../core/model/metadata.ts';
import type { CrmRecord } from '../../core/model/record.ts';
import type { L10n } from '../l10n.ts';
import type { RelatedContent } from './recordText.ts';

export interface ReadingParts {
  readonly metadata: Pick<MetadataCache, 'modules' | 'details' | 'cachedEntries'>;
  readonly records: CrmRecords;
  readonly l10n: L10n;
}

/** A record with what is needed to understand it. */
export interface ReadRecord {
  readonly connection: Connection;
  readonly module: Module;
  readonly record: CrmRecord;
  readonly fields: readonly Field[];
  readonly relatedLists: readonly RelatedList[];
  /** Of all modules that somebody looked into, by API name. */
  readonly fieldsByModule: ReadonlyMap<string, readonly Field[]>;
}

/** One call, and up to three more where the module's metadata are not known yet. Rejects where there is no such record. */
export async function readRecord(
  connection: Connection,
  moduleName: string,
  id: string,
  { metadata, records, l10n }: ReadingParts,
  signal: AbortSignal,
): Promise<ReadRecord> {
  const { value: modules } = await metadata.modules(connection, signal);
  const module = modules.find((each) => each.apiName === moduleName);
  if (!module) throw new InputError(l10n.t('"{0}" has no module {1}.', connection.name, moduleName));
  const [record, details] = await Promise.all([
    records.record(moduleName, id, signal),
    metadata.details(connection, moduleName, signal),
  ]);
  if (!record) {
    throw new InputError(
      l10n.t(
        '{0} of "{1}" has no record {2}: it was deleted, or is of another module.',
        module.label,
        connection.name,
        id,
      ),
    );
  }
  const { fields, relatedLists } = details.value;
  return {
    connection,
    module,
    record,
    fields,
    relatedLists,
    fieldsByModule: await fieldsByModule(connection, metadata),
  };
}

/** The first records of a related list: one call, and two where nobody has looked into its module yet. */
export async function readRelated(
  read: Pick<ReadRecord, 'connection' | 'module' | 'record'>,
  list: RelatedList,
  rows: number,
  { metadata, records, l10n }: ReadingParts,
  signal: AbortSignal,
): Promise<RelatedContent['state']> {
  if (list.module === undefined) return unreadableList(l10n);
  const { connection, module, record } = read;
  const { value } = await metadata.details(connection, list.module, signal);
  if (value.fields.length === 0) return unreadableList(l10n);
  const page = await records.relatedRecords(
    {
      ...{ module: module.apiName, recordId: record.id, relatedList: list.apiName, rows },
      fields: sensibleColumns(value.fields).filter((each) => !each.includes('.')),
    },
    signal,
  );
  return { kind: 'read', records: page.records, hasMore: page.hasMore };
}

/** Whether asking makes sense. */
export function isReadableList(list: RelatedList): boolean {
  return list.module !== undefined;
}

export function unreadableList(l10n: L10n): RelatedContent['state'] {
  return { kind: 'unreadable', reason: l10n.t('the API does not tell; Open in Zoho shows it') };
}

export async function fieldsByModule(
  connection: Connection,
  metadata: Pick<MetadataCache, 'cachedEntries'>,
): Promise<ReadonlyMap<string, readonly Field[]>> {
  const known = await metadata.cachedEntries(connection);
  return new Map(known.map(({ module, details }) => [module.apiName, details?.fields ?? []]));
}
