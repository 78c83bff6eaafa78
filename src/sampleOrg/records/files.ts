import { createHash } from 'node:crypto';

import { ApiError, requiredParamMissing } from '../api/apiError.ts';
import type { ApiCall, ApiRoute } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { OrgState, StoredFile } from '../orgState.ts';
import { success } from './elementResult.ts';
import type { UploadedFile } from './multipart.ts';
import { readMultipart } from './multipart.ts';
import { limitExceeded } from './params.ts';

/** One upload takes ten files of 20 MB each (zoho-api.md section 4.17). */
const maximumFiles = 10;
const maximumFileBytes = 20 * 1024 * 1024;

/** The scopes of uploads and downloads of files that belong to no record yet. */
export function fileScopes(operation: 'CREATE' | 'READ'): ApiRoute['scopes'] {
  return () => [[`ZohoCRM.Files.${operation}`, 'ZohoCRM.Files.ALL']];
}

/** `POST /files`: the ids are then written to fields of files. All are refused when one is too large. */
export async function uploadFiles(call: ApiCall): Promise<Reply> {
  const { files } = await readMultipart(call.request);
  if (files.length === 0) throw requiredParamMissing('file');
  if (files.length > maximumFiles) throw limitExceeded('file', maximumFiles);
  if (files.some((file) => file.content.length > maximumFileBytes)) throw fileTooLarge(415);
  const data = files.map((file) =>
    success('file uploaded successfully', { name: file.name, id: keepFile(call.org, file) }),
  );
  return json(200, { data });
}

/** `GET /files?id=`; 204 for an unknown id. */
export function downloadFile(call: ApiCall): Reply {
  const id = call.request.query.get('id');
  if (!id) throw requiredParamMissing('id');
  const file = call.org.files.get(id);
  return file ? replyWithFile(file) : empty(204);
}

export function fileTooLarge(status: 413 | 415): ApiError {
  return new ApiError(
    status,
    'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
    'Please check if the size of the file is within the allowed limit',
  );
}

/** Keeps a file and gives its id: long, of hexadecimal digits, as Zoho's are. */
export function keepFile(org: OrgState, file: UploadedFile): string {
  const id = createHash('sha256').update(`file ${org.ids.next()}`).digest('hex');
  org.files.set(id, { ...file, createdAt: org.clock.now() });
  return id;
}

/** The bytes of a file with its name. */
export function replyWithFile(file: StoredFile): Reply {
  return {
    status: 200,
    headers: {
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
    body: file.content,
  };
}
