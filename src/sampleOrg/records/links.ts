import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { looksLikeId } from '../ids.ts';
import type { ModuleDefinition, RelatedListDefinition } from '../schema/module.ts';
import { isJsonObject, readData } from './body.ts';
import type { ElementResult } from './elementResult.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { readWriteBody } from './insert.ts';
import { moduleOf, recordInPath } from './moduleAccess.ts';
import { requiredIds } from './params.ts';
import { readRecord } from './readRecord.ts';
import { mandatoryNotFound } from './readValues.ts';
import { linksOf, relatedListOf } from './related.ts';
import { removeRecord } from './removeRecord.ts';
import type { StoredRecord } from './store.ts';
import { insertRecord, updateRecord } from './writeRecord.ts';
import { idIn } from './writtenValue.ts';

type LinkedList = Extract<RelatedListDefinition['source'], { kind: 'linking' }>;

/** A many-to-many related list of a record: where its links are kept. */
interface Linking {
  readonly call: ApiCall;
  readonly source: LinkedList;
  readonly module: ModuleDefinition;
  readonly parent: StoredRecord;
}

/**
 * `PUT /{Module}/{id}/{RelatedList}` and `…/{relatedId}`: links records, or changes what a link says. Only for
 * many-to-many lists (zoho-api.md section 4.19).
 */
export function linkRecords(call: ApiCall): Reply {
  const linking = linkingInPath(call);
  const named = call.params['relatedId'];
  const results = eachElement(readData(readWriteBody(call)), (element, index) => {
    const id = named ?? (isJsonObject(element) ? idIn(element['id']) : undefined);
    if (id === undefined) throw mandatoryNotFound('id', `$.data[${index}].id`);
    return link(linking, id, element, index);
  });
  return replyToWrite(results, 200);
}

/** `DELETE /{Module}/{id}/{RelatedList}?ids=` and `…/{relatedId}` */
export function unlinkRecords(call: ApiCall): Reply {
  const linking = linkingInPath(call);
  const named = call.params['relatedId'];
  const ids = named === undefined ? requiredIds(call.request.query, 100) : [named];
  return replyToWrite(
    eachElement(ids, (id) => {
      const row = linksOf(call, linking.source, linking.parent.id).get(id);
      if (!row) throw invalidRelatedId({ id });
      removeRecord(call, linking.module, row);
      return success('relation removed', { id });
    }),
    200,
  );
}

function link({ call, source, module, parent }: Linking, id: string, element: unknown, index: number): ElementResult {
  if (!looksLikeId(id) || !call.org.records.table(source.target).get(id)) {
    throw invalidRelatedId({ api_name: 'id', json_path: `$.data[${index}].id` });
  }
  const row = linksOf(call, source, parent.id).get(id);
  const ends = { [source.ownField]: parent.id, [source.otherField]: id };
  const json = isJsonObject(element) ? { ...element, ...ends } : element;
  const change = readRecord(call, module, json, index, row);
  if (row) updateRecord(call, module, row, change);
  else insertRecord(call, module, change);
  return success(row ? 'relation updated' : 'relation added', { id });
}

function linkingInPath(call: ApiCall): Linking {
  const parentModule = moduleOf(call, 'READ');
  const parent = recordInPath(call, parentModule);
  const { source } = relatedListOf(call, parentModule);
  const module = source.kind === 'linking' ? call.org.schema.module(source.module) : undefined;
  if (source.kind !== 'linking' || !module) {
    throw new ApiError(400, 'NOT_SUPPORTED', 'the related list is changed through the lookup field of its records', {
      resource_path_index: 2,
    });
  }
  return { call, source, module, parent };
}

function invalidRelatedId(details: Readonly<Record<string, unknown>>): ApiError {
  return new ApiError(400, 'INVALID_DATA', 'the related id given seems to be invalid', details);
}
