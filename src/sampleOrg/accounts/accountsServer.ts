import { ApiError } from '../api/apiError.ts';
import type { HttpRequest, Reply } from '../http/exchange.ts';
import type { AccountsSite } from './accounts.ts';
import type { AccountsContext } from './accountsContext.ts';
import type { AccountsRoute } from './accountsRoute.ts';
import { approvalRoutes } from './approval.ts';
import { authorizationRoutes } from './authorization.ts';
import { deviceRoutes } from './deviceFlow.ts';
import { errorPage } from './pages/page.ts';
import { readParameters } from './parameters.ts';
import { retiredAuthtokenRoutes } from './retiredAuthtoken.ts';
import { revocationRoutes } from './revocation.ts';
import { selfClientRoutes } from './selfClient.ts';
import { serverInfoRoutes } from './serverInfo.ts';
import type { SignInsFile } from './signInsFile.ts';
import { tokenRoutes } from './tokenEndpoint.ts';
import { tokenInfoRoutes } from './tokenInfo.ts';

/** The addresses of the accounts server. What changes the sign-ins is answered when the file of sign-ins is written. */
export class AccountsServer {
  readonly #context: AccountsContext;
  readonly #routes: readonly AccountsRoute[];
  readonly #signInsFile: SignInsFile | undefined;
  #savedHashes: string;

  constructor(context: AccountsContext, signInsFile: SignInsFile | undefined) {
    this.#context = context;
    this.#signInsFile = signInsFile;
    this.#savedHashes = this.#hashes();
    this.#routes = [
      ...authorizationRoutes(context),
      ...approvalRoutes(context),
      ...tokenRoutes(context),
      ...revocationRoutes(context),
      ...deviceRoutes(context),
      ...selfClientRoutes(context),
      ...tokenInfoRoutes(context),
      ...serverInfoRoutes(context),
      ...retiredAuthtokenRoutes(context.clock),
    ];
  }

  /** Whether a path (without the prefix of a data center) is one of the accounts server’s. */
  owns(path: string): boolean {
    return /^\/(?:oauth|apiauthtoken)\//.test(path) || path === '/self-client';
  }

  /** Rejects when the file of sign-ins cannot be written. */
  async answer(request: HttpRequest, site: AccountsSite): Promise<Reply> {
    const reply = await this.#answer(request, site);
    await this.#saveSignIns();
    return reply;
  }

  async #answer(request: HttpRequest, site: AccountsSite): Promise<Reply> {
    const candidates = this.#routes.filter((route) => route.path === request.path);
    const route = candidates.find(({ method }) => method === request.method);
    if (!route) return refuse(candidates);
    try {
      return await route.handle({ request, parameters: await readParameters(request), site });
    } catch (error) {
      if (error instanceof ApiError) return error.toReply();
      throw error;
    }
  }

  async #saveSignIns(): Promise<void> {
    const hashes = this.#hashes();
    if (!this.#signInsFile || hashes === this.#savedHashes) return;
    await this.#signInsFile.save(this.#context.tokens.signIns());
    this.#savedHashes = hashes;
  }

  /** All that can change about the sign-ins as a whole. */
  #hashes(): string {
    return this.#context.tokens
      .signIns()
      .map(({ hash }) => hash)
      .join();
  }
}

function refuse(otherMethods: readonly AccountsRoute[]): Reply {
  if (otherMethods.length === 0) return errorPage('Not Found', 'There is no such page.', 404);
  const allow = otherMethods.map(({ method }) => method).join(', ');
  const reply = errorPage('Method Not Allowed', `This address takes ${allow} only.`, 405);
  return { ...reply, headers: { ...reply.headers, Allow: allow } };
}
