import assert from 'node:assert/strict';

import type { CrmClient } from '../../src/core/crm/crmClient.ts';
import { FatalError, isProductError, MissingScopeError, RefusedError, RetriableError } from '../../src/core/errors.ts';
import type { Field } from '../../src/core/model/metadata.ts';
import { fieldTypes } from '../../src/core/model/metadata.ts';

/** What the suite needs of a CRM, or its stand-in, with a client for it. */
export interface CrmUnderTest {
  readonly client: CrmClient;
  /** A module with fields of many kinds, and with records. */
  readonly richModule: string;
  /** A module that the CRM lists and whose fields it describes by nothing at all. */
  readonly emptyModule: string;
  /** Lets all calls be answered with this status until the next time; undefined = as usual. */
  failWith(
    failure: { readonly status: number; readonly code?: string; readonly isHtml?: boolean } | undefined,
  ): Promise<void>;
  stop(): Promise<void>;
}

const never = new AbortController().signal;

/** What every CrmClient promises. Run it against each of them. */
export function describeCrmClient(name: string, start: () => Promise<CrmUnderTest>): void {
  describe(`${name} as a CrmClient`, () => {
    let crm: CrmUnderTest;
    before(async () => {
      crm = await start();
    });
    after(() => crm.stop());
    afterEach(() => crm.failWith(undefined));

    it('names the organization and the user, with zones that exist', async () => {
      const [organization, user] = await Promise.all([crm.client.organization(never), crm.client.currentUser(never)]);
      assert.ok(organization.id && organization.name && organization.edition && user.id && user.name);
      for (const { timeZone } of [organization, user]) new Intl.DateTimeFormat('en', { timeZone });
    });

    it('lists modules by names of their own, and gives a reason for each that cannot be read', async () => {
      const modules = await crm.client.modules(never);
      assert.equal(new Set(modules.map((each) => each.apiName)).size, modules.length);
      assert.equal(new Set(modules.map((each) => each.id)).size, modules.length);
      assert.ok(modules.some((each) => each.apiName === crm.richModule && each.isReadable));
      for (const { isReadable, unreadableBecause } of modules)
        assert.equal(isReadable, unreadableBecause === undefined);
      for (const { parentModule } of modules) {
        assert.ok(parentModule === undefined || modules.some((each) => each.apiName === parentModule), parentModule);
      }
    });

    it('describes fields completely', async () => {
      const fields = await crm.client.fields(crm.richModule, never);
      const modules = new Set((await crm.client.modules(never)).map((each) => each.apiName));
      assert.equal(new Set(fields.map((each) => each.apiName)).size, fields.length);
      for (const field of fields) checkField(field, modules);
      const has = (test: (field: Field) => unknown): void => {
        assert.ok(fields.some(test), test.toString());
      };
      has((field) => field.isMandatory);
      has((field) => field.isReadOnly && !field.isMandatory);
      has((field) => field.type === 'pickList' && field.pickList.length > 1);
      has((field) => field.type === 'multiPickList' && field.isMultiValued);
      has((field) => field.type === 'userLookup');
      has((field) => field.type === 'text' && (field.length ?? 0) > 0);
    });

    it('finds nothing where the CRM describes nothing', async () => {
      assert.deepEqual(await crm.client.fields(crm.emptyModule, never), []);
      assert.deepEqual(await crm.client.relatedLists(crm.emptyModule, never), []);
    });

    it('lists what belongs to a record', async () => {
      const lists = await crm.client.relatedLists(crm.richModule, never);
      assert.ok(lists.length > 0);
      assert.equal(new Set(lists.map((each) => each.apiName)).size, lists.length);
      for (const list of lists) assert.ok(list.id && list.label);
    });

    it('samples times of records, in the order asked for and within the span', async () => {
      const sample = { moduleApiName: crm.richModule, count: 5 };
      const newest = await crm.client.modifiedTimes({ ...sample, order: 'newestFirst' }, never);
      assert.equal(new Set(newest.map((each) => each.recordId)).size, 5);
      const modified = newest.filter((each) => each.field === 'Modified_Time').map((each) => Date.parse(each.text));
      assert.deepEqual(
        modified,
        modified.toSorted((a, b) => b - a),
      );
      for (const { text } of newest) assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
      const [last, first] = [modified[0] ?? 0, modified[4] ?? 0];
      const within = { ...sample, order: 'oldestFirst', modifiedBetween: [first, last] } as const;
      const again = await crm.client.modifiedTimes(within, never);
      const times = again.filter((each) => each.field === 'Modified_Time').map((each) => Date.parse(each.text));
      assert.equal(times[0], first);
      assert.ok(times.every((each) => each >= first && each <= last));
    });

    it('refuses what does not exist', async () => {
      await assert.rejects(crm.client.fields('No_Such_Module', never), (error) => {
        return error instanceof RefusedError && error.reason === 'notAvailable' && error instanceof FatalError;
      });
    });

    it('says with its errors what may be done about them', async () => {
      const cases = [
        [{ status: 429 }, RetriableError],
        [{ status: 503 }, RetriableError],
        [{ status: 200, isHtml: true }, RetriableError],
        [{ status: 403 }, RefusedError],
        [{ status: 400, code: 'NO_PERMISSION' }, RefusedError],
        [{ status: 401, code: 'OAUTH_SCOPE_MISMATCH' }, MissingScopeError],
        [{ status: 400, code: 'INVALID_DATA' }, FatalError],
      ] as const;
      for (const [failure, type] of cases) {
        await crm.failWith(failure);
        await assert.rejects(crm.client.modules(never), type, JSON.stringify(failure));
      }
    });

    it('stops when told to, with the reason it was given', async () => {
      const reason = new Error('enough');
      await assert.rejects(crm.client.modules(AbortSignal.abort(reason)), (error) => {
        return error === reason && !isProductError(error);
      });
    });
  });
}

function checkField(field: Field, modules: ReadonlySet<string>): void {
  assert.ok(field.id && field.apiName && field.label && field.crmType, field.apiName);
  assert.ok(fieldTypes.includes(field.type));
  for (const target of field.lookupModules) assert.ok(modules.has(target) || target === 'Users', target);
  assert.equal(field.type === 'subform', field.subformModule !== undefined, field.apiName);
  for (const value of field.pickList) assert.ok(value.id && value.display && value.actual, field.apiName);
}
