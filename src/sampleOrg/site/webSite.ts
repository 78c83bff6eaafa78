import type { Environment } from '../accounts/caller.ts';
import type { HttpRequest, Reply } from '../http/exchange.ts';
import { headerText, redirect } from '../http/exchange.ts';
import type { OrgState } from '../orgState.ts';
import { attachmentFile } from './attachmentFile.ts';
import { favicon, styleSheet } from './assets.ts';
import type { ClientCredentials } from './homePage.ts';
import { homePage } from './homePage.ts';
import { markup } from './markup.ts';
import { modulePage } from './modulePage.ts';
import { page, securityHeaders } from './page.ts';
import { recordPage } from './recordPage.ts';
import type { WebView } from './webView.ts';
import { modulePath, webViewOf } from './webView.ts';

export interface WebSiteParts {
  readonly orgFor: (environment: Environment) => OrgState;
  /** `http://127.0.0.1:<port>` */
  readonly origin: () => string;
  readonly client: ClientCredentials;
}

/**
 * The pages on which a person sees what is in the organization. They are for the one at this machine: no sign-in, but also
 * no answer to a request that came under another host name, so that no page of the web can read them by DNS rebinding.
 */
export class WebSite {
  readonly #parts: WebSiteParts;

  constructor(parts: WebSiteParts) {
    this.#parts = parts;
  }

  answer(request: HttpRequest, environment: Environment): Promise<Reply> {
    return Promise.resolve(this.#answer(request, environment));
  }

  #answer(request: HttpRequest, environment: Environment): Reply {
    if (!isLoopback(headerText(request, 'host'))) {
      return plainText(403, 'These pages are for 127.0.0.1 and localhost only.\n');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const refusal = plainText(405, 'These pages are for reading.\n');
      return { ...refusal, headers: { ...refusal.headers, Allow: 'GET, HEAD' } };
    }
    switch (request.path) {
      case '/site.css':
        return asset('text/css;charset=UTF-8', styleSheet);
      case '/favicon.ico':
        return asset('image/svg+xml', favicon);
      case '/sandbox':
      case '/developer':
        return redirect(`${request.path}/`);
    }
    const view = webViewOf(this.#parts.orgFor(environment), environment, this.#parts.origin());
    return request.path === '/' ? homePage(view, this.#parts.client) : tabPage(view, request);
  }
}

/** `/crm/<domain name>/tab/<module>[/<record id>[/file]]`; the module by the name of the tab or by its API name. */
function tabPage(view: WebView, request: HttpRequest): Reply {
  const [, domainName, tab, id, file] = /^\/crm\/(\w+)\/tab\/(\w+)(?:\/(\d+)(\/file)?)?\/?$/.exec(request.path) ?? [];
  const { modules } = view.org.schema;
  const module = modules.find((each) => each.moduleName === tab) ?? modules.find((each) => each.apiName === tab);
  if (!module || domainName !== view.org.organization.domainName) return notFound(view, 'There is no such page.');
  if (id === undefined) return modulePage(view, module, request.query);
  const record = view.org.records.table(module.apiName).get(id);
  const trail = [{ label: module.pluralLabel, href: modulePath(view, module) }];
  if (!record) return notFound(view, missing(view, module.apiName, id), trail);
  if (file === undefined) return recordPage(view, module, record);
  return attachmentFile(view, record) ?? notFound(view, 'This record has no file.', trail);
}

function missing(view: WebView, moduleName: string, id: string): string {
  const isDeleted = view.org.records.table(moduleName).deleted.some((record) => record.id === id);
  return isDeleted ? `The record ${id} was deleted.` : `There is no record ${id}.`;
}

function notFound(view: WebView, text: string, trail: readonly { label: string; href: string }[] = []): Reply {
  return page(404, view, { title: 'Not found', trail, main: markup`<h1>Not found</h1><p>${text}</p>` });
}

function isLoopback(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i.test(host ?? '');
}

function asset(contentType: string, body: string): Reply {
  return { status: 200, headers: { ...securityHeaders, 'Content-Type': contentType }, body };
}

function plainText(status: number, body: string): Reply {
  return { status, headers: { ...securityHeaders, 'Content-Type': 'text/plain;charset=UTF-8' }, body };
}
