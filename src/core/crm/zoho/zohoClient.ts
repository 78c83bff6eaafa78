import type { OrganizationSummary, UserSummary } from '../../model/connection.ts';
import type { Field, Module, RelatedList, SentInstant } from '../../model/metadata.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asObjects } from '../../model/parse.ts';
import type { CrmClient, RecordSample } from '../crmClient.ts';
import type { ApiCall, ApiCallsParts } from './apiCalls.ts';
import { ApiCalls } from './apiCalls.ts';
import { readField, readRelatedList } from './readField.ts';
import { readModule, readOrganization, readUser } from './readMetadata.ts';
import { readTimes, timesCall } from './recordTimes.ts';

/** What the organization is made of, by Zoho CRM's REST API v8. */
export class ZohoClient implements CrmClient {
  readonly #calls: ApiCalls;

  constructor(parts: ApiCallsParts) {
    this.#calls = new ApiCalls(parts);
  }

  async organization(signal: AbortSignal): Promise<OrganizationSummary> {
    const [organization] = await this.#list('org', { path: '/org' }, signal);
    return readOrganization(organization ?? {});
  }

  async currentUser(signal: AbortSignal): Promise<UserSummary> {
    const [user] = await this.#list('users', { path: '/users', query: { type: 'CurrentUser' } }, signal);
    return readUser(user ?? {});
  }

  async modules(signal: AbortSignal): Promise<readonly Module[]> {
    return (await this.#list('modules', { path: '/settings/modules' }, signal)).map(readModule);
  }

  async fields(module: string, signal: AbortSignal): Promise<readonly Field[]> {
    return (await this.#list('fields', { path: '/settings/fields', query: { module } }, signal)).map(readField);
  }

  async relatedLists(module: string, signal: AbortSignal): Promise<readonly RelatedList[]> {
    const call = { path: '/settings/related_lists', query: { module } };
    return (await this.#list('related_lists', call, signal)).map(readRelatedList);
  }

  async modifiedTimes(sample: RecordSample, signal: AbortSignal): Promise<readonly SentInstant[]> {
    return (await this.#list('data', timesCall(sample), signal)).flatMap(readTimes);
  }

  creditsLeft(): number | undefined {
    return this.#calls.creditsLeft();
  }

  /** The objects below a key of the answer; none for an empty answer (204). */
  async #list(key: string, call: ApiCall, signal: AbortSignal): Promise<readonly JsonObject[]> {
    return asObjects(this.#calls.bodyOf(await this.#calls.ask(call, signal), call)?.[key]);
  }
}
