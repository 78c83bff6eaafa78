import type { Reply } from '../http/exchange.ts';
import type { StoredRecord } from '../records/store.ts';
import { securityHeaders } from './page.ts';
import type { WebView } from './webView.ts';

/** The bytes of an attachment, always to be saved and never to be shown: they are somebody else's. Undefined for a link. */
export function attachmentFile(view: WebView, attachment: StoredRecord): Reply | undefined {
  const fileId = attachment.values['$file_id'];
  const file = typeof fileId === 'string' ? view.org.files.get(fileId) : undefined;
  if (!file) return undefined;
  return {
    status: 200,
    headers: {
      ...securityHeaders,
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encoded(file.name)}`,
    },
    body: file.content,
  };
}

/** RFC 8187: what `encodeURIComponent` leaves as it is and a header does not take. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
