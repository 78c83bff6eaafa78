import busboy from 'busboy';

import type { HttpRequest } from '../http/exchange.ts';
import { headerText } from '../http/exchange.ts';

/**
 * The parameters of a call, wherever the client put them: form body, multipart body (Zoho's own SDKs) or URL
 * (zoho-api.md section 2.3). The body wins over the URL. A body that cannot be read counts as empty.
 */
export async function readParameters(request: HttpRequest): Promise<ReadonlyMap<string, string>> {
  return new Map([...request.query, ...(await readBody(request))]);
}

async function readBody(request: HttpRequest): Promise<Iterable<[string, string]>> {
  const type = headerText(request, 'content-type') ?? '';
  if (/^multipart\/form-data/i.test(type)) return readMultipart(request, type);
  // Some clients send a form without saying so; a JSON body has never been accepted.
  if (type === '' || /^application\/x-www-form-urlencoded/i.test(type)) {
    return new URLSearchParams(request.body.toString('utf8'));
  }
  return [];
}

function readMultipart(request: HttpRequest, type: string): Promise<[string, string][]> {
  return new Promise((resolve) => {
    const fields: [string, string][] = [];
    const finish = (): void => {
      resolve(fields);
    };
    try {
      const parser = busboy({ headers: { 'content-type': type } });
      parser.on('field', (name, value) => fields.push([name, value]));
      parser.on('file', (_name, stream) => stream.resume());
      parser.on('close', finish);
      parser.on('error', finish);
      parser.end(request.body);
    } catch {
      // The header names no boundary.
      finish();
    }
  });
}
