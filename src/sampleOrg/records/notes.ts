import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { isJsonObject, readData } from './body.ts';
import { eachElement, replyToWrite } from './elementResult.ts';
import { insertElement, readWriteBody } from './insert.ts';
import { replyWithPage } from './list.ts';
import { moduleOf, reachableModule, recordInPath } from './moduleAccess.ts';

/** `GET /{Module}/{id}/Notes`: for everybody who sees the record, unlike `GET /Notes` (zoho-api.md section 4.18). */
export function listNotes(call: ApiCall): Reply {
  const parent = recordInPath(call, moduleOf(call, 'READ'));
  return replyWithPage(call, reachableModule(call, 'Notes', 'READ'), {
    ascending: call.org.records.table('Notes').recordsWith('Parent_Id', parent.id),
    sortBy: 'id',
    sortOrder: 'desc',
    isShown: () => true,
  });
}

/** `POST /{Module}/{id}/Notes`: the notes become the record's, whatever `Parent_Id` they name. */
export function insertNotes(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  const parent = recordInPath(call, module);
  const notes = reachableModule(call, 'Notes', 'CREATE');
  const parentId = { id: parent.id, module: { api_name: module.apiName } };
  return replyToWrite(
    eachElement(readData(readWriteBody(call)), (element, index) =>
      insertElement(call, notes, isJsonObject(element) ? { ...element, Parent_Id: parentId } : element, index),
    ),
    201,
  );
}
