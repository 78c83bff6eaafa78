import { ApiError } from '../api/apiError.ts';
import type { ApiCall, ApiRoute } from '../api/route.ts';
import { moduleScopes } from '../api/scopes.ts';
import type { Reply } from '../http/exchange.ts';
import { looksLikeId } from '../ids.ts';
import type { ModuleDefinition, RelatedListDefinition } from '../schema/module.ts';
import { relatedListTarget } from '../schema/relatedListTarget.ts';
import { listAttachments } from './attachments.ts';
import { replyWithPage } from './list.ts';
import type { Operation } from './moduleAccess.ts';
import { idInPath, invalidPathId, moduleOf, reachableModule } from './moduleAccess.ts';
import { listNotes } from './notes.ts';
import { optionalIds } from './params.ts';
import { renderField } from './render.ts';
import type { StoredRecord } from './store.ts';

type LinkedList = Extract<RelatedListDefinition['source'], { kind: 'linking' }>;

/** The scopes of a related list: those of the record's module and those of the related one (zoho-api.md section 3). */
export function relatedScopes(operation: Operation): ApiRoute['scopes'] {
  return ({ org, params }) => {
    const names = [
      params['module'] ?? '',
      relatedModuleName(org.schema.module(params['module'] ?? ''), params['list']),
    ];
    return names
      .filter((name) => name !== undefined)
      .map((name) => moduleScopes(name, operation, org.schema.module(name)?.generatedType === 'custom'));
  };
}

/** `GET /{Module}/{id}/{RelatedList}`, and the same of a deleted record (zoho-api.md section 4.19). */
export function listRelated(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  const parentId = parentInPath(call, module);
  const { source } = relatedListOf(call, module);
  switch (source.kind) {
    case 'notes':
      return listNotes(call);
    case 'attachments':
      return listAttachments(call);
    case 'lookup': {
      const related = reachableModule(call, source.module, 'READ');
      return replyWithRelated(call, related, call.org.records.table(source.module).recordsWith(source.field, parentId));
    }
    case 'linking': {
      const related = reachableModule(call, source.target, 'READ');
      const links = linksOf(call, source, parentId);
      const targets = [...links.keys()].sort().flatMap((id) => call.org.records.table(source.target).get(id) ?? []);
      return replyWithRelated(call, related, targets, linkRenderer(call, source, links));
    }
  }
}

/** The related list in the path. Throws INVALID_DATA for a name that the module has not. */
export function relatedListOf(call: ApiCall, module: ModuleDefinition): RelatedListDefinition {
  const list = module.relatedLists.find((each) => each.apiName === call.params['list']);
  if (list) return list;
  throw new ApiError(400, 'INVALID_DATA', 'the relation name given seems to be invalid', { resource_path_index: 2 });
}

/** The rows of a linking module that belong to a record, by the id of what they link it to. */
export function linksOf(call: ApiCall, source: LinkedList, parentId: string): ReadonlyMap<string, StoredRecord> {
  const rows = call.org.records.table(source.module).recordsWith(source.ownField, parentId);
  return new Map(
    rows.flatMap((row) => {
      const target = row.values[source.otherField];
      return typeof target === 'string' ? [[target, row] as const] : [];
    }),
  );
}

/** The id of the live record in the path, or of the deleted one where the path says `deleted`. */
function parentInPath(call: ApiCall, module: ModuleDefinition): string {
  const table = call.org.records.table(module.apiName);
  const deletedId = call.params['deletedId'];
  if (deletedId === undefined) {
    const id = idInPath(call, 'id', 1);
    if (!table.get(id)) throw invalidPathId(1);
    return id;
  }
  if (!looksLikeId(deletedId) || !table.deleted.some((row) => row.id === deletedId)) throw invalidPathId(2);
  return deletedId;
}

function replyWithRelated(
  call: ApiCall,
  module: ModuleDefinition,
  ascending: readonly StoredRecord[],
  more?: (record: StoredRecord, names: readonly string[]) => Record<string, unknown>,
): Reply {
  const ids = optionalIds(call.request.query, 100);
  const isShown = (record: StoredRecord): boolean => ids === undefined || ids.has(record.id);
  return replyWithPage(call, module, { ascending, sortBy: 'id', sortOrder: 'desc', isShown }, more);
}

/** What the link itself says, such as the status of a campaign's member. */
function linkRenderer(
  call: ApiCall,
  source: LinkedList,
  links: ReadonlyMap<string, StoredRecord>,
): (record: StoredRecord, names: readonly string[]) => Record<string, unknown> {
  const module = call.org.schema.module(source.module);
  const own = (module?.fields ?? []).filter((field) => field.writable && !field.lookup && field.type !== 'bigint');
  return (record, names) => {
    const row = links.get(record.id);
    const wanted = row ? own.filter((field) => names.includes(field.apiName)) : [];
    return Object.fromEntries(
      wanted.flatMap((field) => (row ? [[field.apiName, renderField(call.org, field, row, call.caller)]] : [])),
    );
  };
}

function relatedModuleName(module: ModuleDefinition | undefined, listName: string | undefined): string | undefined {
  const list = module?.relatedLists.find((each) => each.apiName === listName);
  return list && relatedListTarget(list);
}
