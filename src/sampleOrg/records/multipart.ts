import busboy from 'busboy';

import { ApiError } from '../api/apiError.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { headerText } from '../http/exchange.ts';
import { unparsable } from './params.ts';

export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface MultipartForm {
  /** The parts with a file name, whatever the field is called. */
  readonly files: readonly UploadedFile[];
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * Reads a `multipart/form-data` body. Throws MEDIA_TYPE_NOT_SUPPORTED (415) for another content type or none,
 * UNABLE_TO_PARSE_DATA_TYPE for a body that is cut or has no boundary.
 */
export function readMultipart(request: HttpRequest): Promise<MultipartForm> {
  const contentType = headerText(request, 'content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    throw new ApiError(415, 'MEDIA_TYPE_NOT_SUPPORTED', 'the content type must be multipart/form-data');
  }
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(unparsable());
    };
    const files: UploadedFile[] = [];
    const fields = new Map<string, string>();
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    } catch {
      fail();
      return;
    }
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (_name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', fail);
      stream.on('close', () => {
        files.push({ name: info.filename ?? '', contentType: info.mimeType, content: Buffer.concat(chunks) });
      });
    });
    parser.on('error', fail);
    parser.on('close', () => {
      resolve({ files, fields });
    });
    parser.end(request.body);
  });
}
