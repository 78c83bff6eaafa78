import type { Environment } from '../accounts/caller.ts';
import type { HttpRequest, Reply } from '../http/exchange.ts';
import { html } from '../http/exchange.ts';
import type { OrgState } from '../orgState.ts';

export interface WebSiteParts {
  readonly orgFor: (environment: Environment) => OrgState;
  readonly origin: () => string;
  readonly client: { readonly id: string; readonly secret: string; readonly redirectUris: readonly string[] };
}

// Scaffolding until the web pages are written.
export class WebSite {
  constructor(_parts: WebSiteParts) {
    void _parts;
  }
  answer(_request: HttpRequest, _environment: Environment): Promise<Reply> {
    void [_request, _environment];
    return Promise.resolve(html(404, 'Nothing here.'));
  }
}
