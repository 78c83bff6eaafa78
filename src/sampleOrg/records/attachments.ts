import { ApiError, requiredParamMissing } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { HttpRequest, Reply } from '../http/exchange.ts';
import { empty, headerText, json } from '../http/exchange.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { fileTooLarge, keepFile, replyWithFile } from './files.ts';
import { replyWithPage } from './list.ts';
import { idInPath, moduleOf, reachableModule, recordInPath } from './moduleAccess.ts';
import { readMultipart } from './multipart.ts';
import { optionalIds, requiredIds } from './params.ts';
import type { Values } from './readValues.ts';
import { removeRecord } from './removeRecord.ts';
import type { StoredRecord } from './store.ts';
import { auditDetails } from './writeDetails.ts';
import { insertRecord } from './writeRecord.ts';

/** An attachment's request body is limited to this (zoho-api.md section 4.17). */
const maximumBodyBytes = 100 * 1024 * 1024;

/** `GET /{Module}/{id}/Attachments`: `fields` is mandatory (zoho-api.md section 4.17). */
export function listAttachments(call: ApiCall): Reply {
  const parent = recordInPath(call, moduleOf(call, 'READ'));
  const ids = optionalIds(call.request.query, 100);
  return replyWithPage(call, reachableModule(call, 'Attachments', 'READ'), {
    ascending: attachmentsOf(call, parent),
    sortBy: 'id',
    sortOrder: 'desc',
    isShown: (attachment) => ids === undefined || ids.has(attachment.id),
  });
}

/** `POST /{Module}/{id}/Attachments`: a file as multipart, or a link as `attachmentUrl`. */
export async function attach(call: ApiCall): Promise<Reply> {
  const parentModule = moduleOf(call, 'READ');
  const parent = recordInPath(call, parentModule);
  const attachments = reachableModule(call, 'Attachments', 'CREATE');
  const content = await readAttachment(call);
  const Parent_Id = { module: parentModule.apiName, id: parent.id };
  const record = insertRecord(call, attachments, { values: { ...content, Parent_Id }, rows: [] });
  return json(200, { data: [success('attachment uploaded successfully', auditDetails(call, record))] });
}

/** `GET /{Module}/{id}/Attachments/{attachmentId}`: the bytes; 204 for an absent id. */
export function downloadAttachment(call: ApiCall): Reply {
  const parent = recordInPath(call, moduleOf(call, 'READ'));
  const id = idInPath(call, 'attachmentId', 3);
  const attachment = attachmentsOf(call, parent).find((each) => each.id === id);
  if (!attachment) return empty(204);
  if (attachment.values['$type'] === 'Link URL') {
    throw new ApiError(400, 'DOWNLOAD_NOT_ALLOWED', 'a link cannot be downloaded');
  }
  const fileId = attachment.values['$file_id'];
  const file = typeof fileId === 'string' ? call.org.files.get(fileId) : undefined;
  return file ? replyWithFile(file) : empty(204);
}

/** `DELETE /{Module}/{id}/Attachments?ids=` and `…/Attachments/{attachmentId}`. */
export function deleteAttachments(call: ApiCall): Reply {
  const parent = recordInPath(call, moduleOf(call, 'READ'));
  const module = reachableModule(call, 'Attachments', 'DELETE');
  const named = call.params['attachmentId'];
  const ids = named === undefined ? requiredIds(call.request.query, 100) : [idInPath(call, 'attachmentId', 3)];
  const attachments = attachmentsOf(call, parent);
  return replyToWrite(
    eachElement(ids, (id) => {
      const attachment = attachments.find((each) => each.id === id);
      if (!attachment) throw new ApiError(400, 'INVALID_DATA', 'record not deleted', { id });
      removeRecord(call, module, attachment);
      return success('record deleted', { id });
    }),
    200,
  );
}

function attachmentsOf(call: ApiCall, parent: StoredRecord): readonly StoredRecord[] {
  return call.org.records.table('Attachments').recordsWith('Parent_Id', parent.id);
}

async function readAttachment(call: ApiCall): Promise<Values> {
  const { request } = call;
  if (request.body.length > maximumBodyBytes) throw fileTooLarge(413);
  const form = isMultipart(request) ? await readMultipart(request) : { files: [], fields: new Map<string, string>() };
  const url = request.query.get('attachmentUrl') ?? form.fields.get('attachmentUrl');
  const [file] = form.files;
  if (url !== undefined) {
    if (!URL.canParse(url)) throw new ApiError(400, 'INVALID_DATA', 'invalid data', { param_name: 'attachmentUrl' });
    const title = request.query.get('title') ?? form.fields.get('title') ?? url;
    return { File_Name: title, Size: null, $type: 'Link URL', $link_url: url, $file_id: null };
  }
  if (!file) throw requiredParamMissing('file');
  const size = String(file.content.length);
  return { File_Name: file.name, Size: size, $type: 'Attachment', $link_url: null, $file_id: keepFile(call.org, file) };
}

function isMultipart(request: HttpRequest): boolean {
  return headerText(request, 'content-type')?.toLowerCase().startsWith('multipart/') === true;
}
