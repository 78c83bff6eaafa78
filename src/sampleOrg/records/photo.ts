import { ApiError, requiredParamMissing } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { Operation } from './moduleAccess.ts';
import { success } from './elementResult.ts';
import { keepFile, replyWithFile } from './files.ts';
import { moduleOf, recordInPath } from './moduleAccess.ts';
import { readMultipart } from './multipart.ts';
import type { StoredRecord } from './store.ts';
import { updateRecord } from './writeRecord.ts';

/** The field that holds the id of a record's photo (zoho-api.md section 5). */
const photoField = 'Record_Image';

/** `GET /{Module}/{id}/photo`: the bytes; 204 without a photo. */
export function downloadPhoto(call: ApiCall): Reply {
  const { record } = recordWithPhoto(call, 'READ');
  const fileId = record.values[photoField];
  const file = typeof fileId === 'string' ? call.org.files.get(fileId) : undefined;
  return file ? replyWithFile(file) : empty(204);
}

/** `POST /{Module}/{id}/photo`: one image as multipart `file`. */
export async function uploadPhoto(call: ApiCall): Promise<Reply> {
  const { module, record } = recordWithPhoto(call, 'UPDATE');
  const [file] = (await readMultipart(call.request)).files;
  if (!file) throw requiredParamMissing('file');
  if (!file.contentType.startsWith('image/')) {
    throw new ApiError(400, 'INVALID_DATA', 'the file is not an image', { param_name: 'file' });
  }
  updateRecord(call, module, record, { values: { [photoField]: keepFile(call.org, file) }, rows: [] });
  return json(200, success('photo uploaded successfully', {}));
}

/** `DELETE /{Module}/{id}/photo` */
export function deletePhoto(call: ApiCall): Reply {
  const { module, record } = recordWithPhoto(call, 'UPDATE');
  updateRecord(call, module, record, { values: { [photoField]: null }, rows: [] });
  return json(200, success('Photo deleted', {}));
}

function recordWithPhoto(
  call: ApiCall,
  operation: Operation,
): { readonly module: ModuleDefinition; readonly record: StoredRecord } {
  const module = moduleOf(call, operation);
  if (!call.org.schema.field(module, photoField)) {
    throw new ApiError(400, 'NOT_SUPPORTED', 'the module has no photos', { module: module.apiName });
  }
  return { module, record: recordInPath(call, module) };
}
