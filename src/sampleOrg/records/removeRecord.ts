import type { ApiCall } from '../api/route.ts';
import type { OrgState } from '../orgState.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { updateRollups } from './computed.ts';
import { displayName } from './render.ts';
import type { StoredRecord } from './store.ts';
import { nowInSeconds } from './timestamps.ts';

/**
 * Moves a record to the recycle bin, together with its subform rows, links, notes and attachments
 * (zoho-api.md sections 4.13 and 4.14).
 */
export function removeRecord(
  writer: Pick<ApiCall, 'org' | 'caller'>,
  module: ModuleDefinition,
  record: StoredRecord,
): void {
  const { org, caller } = writer;
  const table = org.records.table(module.apiName);
  if (!table.remove(record.id)) return;
  const createdBy = record.values['Created_By'];
  table.deleted.push({
    id: record.id,
    displayName: displayName(module, record),
    deletedAt: nowInSeconds(org),
    deletedBy: caller.user.id,
    createdBy: typeof createdBy === 'string' ? createdBy : null,
    type: 'recycle',
    record,
  });
  for (const dependent of dependentsOf(org, module, record.id))
    removeRecord(writer, dependent.module, dependent.record);
  updateRollups(org, module, record, undefined);
}

/** What cannot be there without the record. */
function dependentsOf(
  org: OrgState,
  module: ModuleDefinition,
  id: string,
): readonly { readonly module: ModuleDefinition; readonly record: StoredRecord }[] {
  return org.schema.modules.flatMap((dependent) =>
    linksTo(dependent, module.apiName)
      .flatMap((link) => org.records.table(dependent.apiName).recordsWith(link, id))
      .map((record) => ({ module: dependent, record })),
  );
}

/** The fields by which records of a module hang on those of another: of subforms, linking modules, notes and attachments. */
function linksTo(dependent: ModuleDefinition, moduleName: string): readonly string[] {
  if (dependent.apiName === 'Notes' || dependent.apiName === 'Attachments') return ['Parent_Id'];
  if (dependent.generatedType !== 'subform' && dependent.generatedType !== 'linking') return [];
  return dependent.fields
    .filter((field) => field.lookup?.module === moduleName)
    .filter((field) => dependent.generatedType === 'linking' || field.apiName === 'Parent_Id')
    .map((field) => field.apiName);
}
