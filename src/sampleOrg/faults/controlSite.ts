import type { Environment } from '../accounts/caller.ts';
import { readJobsOf } from '../bulk/readJobs.ts';
import type { SampleClock } from '../clock.ts';
import type { HttpRequest, Reply } from '../http/exchange.ts';
import { headerText, json } from '../http/exchange.ts';
import type { RollingLimits } from '../limits/rollingLimits.ts';
import type { SampleOrgOptions } from '../options.ts';
import type { OrgState } from '../orgState.ts';
import { isKnownZone, parseInstant } from '../time/zones.ts';
import type { FaultList } from './faultList.ts';
import { parseFaultRules } from './faultRule.ts';
import { InputError, JsonInput, parseJson } from './jsonInput.ts';
import type { RequestCounts } from './requestCounts.ts';
import { changeSchema } from './schemaChange.ts';

export interface ControlSiteParts {
  readonly options: SampleOrgOptions;
  readonly clock: SampleClock;
  readonly faults: FaultList;
  readonly requests: RequestCounts;
  readonly orgFor: (environment: Environment) => OrgState;
  readonly limitsFor: (environment: Environment) => RollingLimits;
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  readonly origin: () => string;
  readonly client: { readonly id: string; readonly secret: string; readonly redirectUris: readonly string[] };
}

interface ControlCall {
  readonly org: OrgState;
  readonly limits: RollingLimits;
  /** The parsed JSON; an empty object without a body. */
  readonly body: unknown;
  /** What the group of the route's pattern holds. */
  readonly id: string;
}

interface ControlRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: (call: ControlCall) => unknown;
}

const longestAdvanceMs = 100 * 366 * 24 * 60 * 60 * 1000;

/**
 * The control endpoint below `/__sample/`: what tests and people change while the sample organization runs. It has no
 * authorization: the server listens on the loopback address only, and whatever a web page of another site sends is
 * refused. Answers are JSON; a refused call is `{"error":{"key","message"}}`.
 *
 * | call | what it does |
 * | --- | --- |
 * | `GET info` | origin, organization, users, client, options, credits, clock; never tokens |
 * | `GET faults`, `PUT faults`, `POST faults`, `DELETE faults` | lists, replaces, adds to, removes the rules of faults |
 * | `GET requests`, `DELETE requests` | counts of what clients asked for; from zero |
 * | `POST clock` | `{"now":"2026-03-08T09:59:00Z"}` or `{"advanceMs":60000}` |
 * | `POST users/<id>` | `{"time_zone":"Asia/Calcutta"}` |
 * | `POST schema` | see `changeSchema` |
 * | `POST credits` | `{"used":4999}`: as if they had been spent just now |
 * | `POST bulk-reads` | `{"failNext":1}`: lets the next jobs end with FAILURE |
 *
 * `?environment=sandbox|developer` chooses another environment than production.
 */
export class ControlSite {
  readonly #parts: ControlSiteParts;
  readonly #routes: readonly ControlRoute[];

  constructor(parts: ControlSiteParts) {
    this.#parts = parts;
    this.#routes = [
      { method: 'GET', path: /^info$/, handle: (call) => this.#info(call) },
      { method: 'GET', path: /^faults$/, handle: () => this.#faults() },
      { method: 'PUT', path: /^faults$/, handle: (call) => this.#replaceFaults(call) },
      { method: 'POST', path: /^faults$/, handle: (call) => this.#addFaults(call) },
      { method: 'DELETE', path: /^faults$/, handle: () => this.#removeFaults() },
      { method: 'GET', path: /^requests$/, handle: () => parts.requests.report() },
      { method: 'DELETE', path: /^requests$/, handle: () => this.#resetRequests() },
      { method: 'POST', path: /^clock$/, handle: (call) => setClock(parts.clock, call.body) },
      { method: 'POST', path: /^users\/(\d+)$/, handle: changeUser },
      { method: 'POST', path: /^schema$/, handle: changeModule },
      { method: 'POST', path: /^credits$/, handle: setCredits },
      { method: 'POST', path: /^bulk-reads$/, handle: failBulkReads },
    ];
  }

  /** `path` is the one that was sent: the control endpoint is one for all environments and data centers. */
  owns(path: string): boolean {
    return path.startsWith('/__sample/');
  }

  answer(request: HttpRequest): Reply {
    try {
      if (!isFromHere(request)) return refusal(403, 'Origin', 'Only programs on this machine may use this.');
      return this.#answer(request);
    } catch (error) {
      if (error instanceof InputError) return refusal(400, error.key, error.message);
      throw error;
    }
  }

  #answer(request: HttpRequest): Reply {
    const path = request.path.slice('/__sample/'.length);
    const onPath = this.#routes.filter((each) => each.path.test(path));
    const route = onPath.find((each) => each.method === request.method);
    if (!route) {
      if (onPath.length === 0) return refusal(404, 'path', `There is no ${request.path}.`);
      return refusal(405, 'method', `Takes ${onPath.map((each) => each.method).join(', ')}.`);
    }
    const environment = parseEnvironment(request.query.get('environment'));
    const call = {
      org: this.#parts.orgFor(environment),
      limits: this.#parts.limitsFor(environment),
      body: parseJson(request.body.toString(), 'The body'),
      id: route.path.exec(path)?.[1] ?? '',
    };
    return json(200, route.handle(call));
  }

  #info({ org, limits }: ControlCall): unknown {
    const { options, clock, client } = this.#parts;
    return {
      origin: this.#parts.origin(),
      organization: org.organization,
      users: org.users.map(({ id, email, profile, status, timeZone }) => ({ id, email, profile, status, timeZone })),
      clientId: client.id,
      clientSecret: client.secret,
      redirectUris: client.redirectUris,
      options: { ...options, records: Object.fromEntries(options.records) },
      credits: { limit: limits.credits, used: limits.used },
      clock: new Date(clock.now()).toISOString(),
    };
  }

  #faults(): unknown {
    return { rules: this.#parts.faults.report() };
  }

  #replaceFaults({ body }: ControlCall): unknown {
    this.#parts.faults.replace(parseFaultRules(body));
    return this.#faults();
  }

  #addFaults({ body }: ControlCall): unknown {
    this.#parts.faults.add(parseFaultRules(body));
    return this.#faults();
  }

  #removeFaults(): unknown {
    this.#parts.faults.replace([]);
    return this.#faults();
  }

  #resetRequests(): unknown {
    this.#parts.requests.reset();
    return this.#parts.requests.report();
  }
}

function setClock(clock: SampleClock, body: unknown): unknown {
  const input = new JsonInput(body, '');
  const now = input.text('now');
  const advanceMs = input.wholeNumber('advanceMs', -longestAdvanceMs, longestAdvanceMs);
  input.finish();
  if ((now === undefined) === (advanceMs === undefined)) throw new InputError('now', 'or advanceMs, one of them.');
  if (advanceMs !== undefined) clock.advance(advanceMs);
  if (now !== undefined) {
    const epochMs = parseInstant(now);
    if (epochMs === undefined) throw new InputError('now', 'must be an instant such as 2026-03-08T09:59:00Z.');
    clock.set(epochMs);
  }
  return { now: new Date(clock.now()).toISOString() };
}

function changeUser({ org, body, id }: ControlCall): unknown {
  const user = org.users.find((each) => each.id === id);
  if (!user) throw new InputError('id', `${id} is no user.`);
  const input = new JsonInput(body, '');
  const zone = input.required('time_zone', input.text('time_zone'));
  input.finish();
  if (!isKnownZone(zone)) throw new InputError('time_zone', 'must be a time zone such as Europe/Berlin.');
  user.timeZone = zone;
  user.modifiedAt = Math.floor(org.clock.now() / 1000) * 1000;
  return { id, time_zone: zone };
}

function changeModule({ org, body }: ControlCall): unknown {
  const module = changeSchema(org, body);
  return { module: module.apiName, modified_time: new Date(module.modifiedAt).toISOString() };
}

function setCredits({ limits, body }: ControlCall): unknown {
  const input = new JsonInput(body, '');
  limits.setUsed(input.required('used', input.wholeNumber('used', 0, 1_000_000_000)));
  input.finish();
  return { limit: limits.credits, used: limits.used };
}

function failBulkReads({ org, body }: ControlCall): unknown {
  const input = new JsonInput(body, '');
  const failNext = input.required('failNext', input.wholeNumber('failNext', 0, 1_000_000));
  input.finish();
  readJobsOf(org).failNext(failNext);
  return { failNext };
}

function parseEnvironment(text: string | null): Environment {
  if (text === null || text === 'production') return 'production';
  if (text === 'sandbox' || text === 'developer') return text;
  throw new InputError('environment', 'must be one of production, sandbox, developer.');
}

/** A web page could reach the loopback address; browsers then tell where it is from, or ask for its own host's name. */
function isFromHere(request: HttpRequest): boolean {
  const host = headerText(request, 'host') ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false;
  const origin = headerText(request, 'origin');
  const site = headerText(request, 'sec-fetch-site') ?? 'none';
  return (origin === undefined || origin === `http://${host}`) && (site === 'same-origin' || site === 'none');
}

function refusal(status: number, key: string, message: string): Reply {
  return json(status, { error: { key, message } });
}
