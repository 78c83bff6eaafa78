import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FaultList } from '../../../src/sampleOrg/faults/faultList.ts';
import { parseFaultRules } from '../../../src/sampleOrg/faults/faultRule.ts';
import { InputError } from '../../../src/sampleOrg/faults/jsonInput.ts';
import type { HttpRequest } from '../../../src/sampleOrg/http/exchange.ts';

const delay = { kind: 'delay', milliseconds: 1 };

describe('a rule of faults', () => {
  it('matches by method, path, query and body together', () => {
    const list = listOf({ method: ['GET', 'PUT'], path: '/crm/v8/*', query: 'page=2', body: 'x', effect: delay });
    assert.ok(list.pick(request('GET', '/crm/v8/Leads?page=2', 'axb')));
    assert.ok(list.pick(request('PUT', '/crm/v8/Leads?a=1&page=2', 'x')));
    assert.equal(list.pick(request('POST', '/crm/v8/Leads?page=2', 'x')), undefined);
    assert.equal(list.pick(request('GET', '/crm/v8/Leads/1?page=2', 'x')), undefined);
    assert.equal(list.pick(request('GET', '/crm/v8/Leads?page=3', 'x')), undefined);
    assert.equal(list.pick(request('GET', '/crm/v8/Leads?page=2', 'y')), undefined);
  });

  it('takes ** for any path, * for one step, and dots as they are', () => {
    const list = listOf({ path: '/a.b/**/c', effect: delay });
    assert.ok(list.pick(request('GET', '/a.b/x/y/c')));
    assert.equal(list.pick(request('GET', '/aXb/x/y/c')), undefined);
  });

  it('finds a regular expression in the path', () => {
    const list = listOf({ pathPattern: '/read/\\d+/result$', effect: delay });
    assert.ok(list.pick(request('GET', '/sandbox/crm/bulk/v8/read/12/result')));
    assert.equal(list.pick(request('GET', '/crm/bulk/v8/read/12')), undefined);
  });

  it('compares the query as it is decoded', () => {
    const list = listOf({ query: 'criteria=(Last_Name:equals:A b)', effect: delay });
    assert.ok(list.pick(request('GET', '/x?criteria=%28Last_Name%3Aequals%3AA+b%29')));
  });

  for (const [turn, hits] of [
    [{}, [1, 2, 3, 4, 5, 6]],
    [{ nth: 2 }, [2]],
    [{ everyNth: 3 }, [3, 6]],
    [{ firstN: 2 }, [1, 2]],
    [{ fromNth: 5 }, [5, 6]],
    [{ fromNth: 2, times: 2 }, [2, 3]],
    [{ probability: 0 }, []],
    [{ probability: 1 }, [1, 2, 3, 4, 5, 6]],
  ] as const) {
    it(`with ${JSON.stringify(turn)} happens to calls ${hits.join(', ') || 'never'}`, () => {
      const list = listOf({ ...turn, effect: delay });
      const happened = [1, 2, 3, 4, 5, 6].filter(() => list.pick(request('GET', '/x')) !== undefined);
      assert.deepEqual(happened, hits);
    });
  }

  it('chooses the same calls by the same seed, and others by another', () => {
    const choices = (seed: number): string => {
      const list = listOf({ probability: 0.5, effect: delay }, seed);
      return Array.from({ length: 64 }, () => (list.pick(request('GET', '/x')) ? '1' : '0')).join('');
    };
    assert.equal(choices(7), choices(7));
    assert.notEqual(choices(7), choices(8));
  });

  it('counts on its own while an earlier rule applies', () => {
    const list = new FaultList();
    const second = { kind: 'drop', when: 'before' };
    list.replace(
      parseFaultRules({
        rules: [
          { firstN: 2, effect: delay },
          { nth: 3, effect: second },
        ],
      }),
    );
    const kinds = [1, 2, 3, 4].map(() => list.pick(request('GET', '/x'))?.kind);
    assert.deepEqual(kinds, ['delay', 'delay', 'drop', undefined]);
  });

  it('never touches the control endpoint', () => {
    assert.equal(listOf({ effect: delay }).pick(request('GET', '/__sample/info')), undefined);
  });

  for (const [value, message] of [
    [[], / must be an object/],
    [{}, /^rules is missing/],
    [{ rules: [], seed: 1 }, /^seed is unknown\. Known here: rules/],
    [{ rules: [{}] }, /^rules\[0\]\.effect is missing/],
    [{ rules: [{ effect: delay }, { effect: delay, metod: 'GET' }] }, /^rules\[1\]\.metod is unknown/],
    [{ rules: [{ effect: { kind: 'burn' } }] }, /^rules\[0\]\.effect\.kind must be one of answer, drop/],
    [{ rules: [{ effect: { kind: 'answer' } }] }, /^rules\[0\]\.effect\.status is missing/],
    [{ rules: [{ effect: { kind: 'answer', status: 99 } }] }, /status must be a number from 200 to 599/],
    [{ rules: [{ effect: { kind: 'answer', status: 500, body: 'xml' } }] }, /^rules\[0\]\.effect\.body must be/],
    [{ rules: [{ effect: { kind: 'answer', status: 500, headers: { 'A\nB': 'x' } } }] }, /is not a header/],
    [{ rules: [{ effect: { kind: 'drop', when: 'during' } }] }, /when must be one of before, after/],
    [{ rules: [{ effect: { kind: 'delay', milliseconds: 0.5 } }] }, /milliseconds must be a whole number/],
    [{ rules: [{ effect: { kind: 'expireToken', status: 1 } }] }, /^rules\[0\]\.effect\.status is unknown/],
    [{ rules: [{ effect: delay, method: 'get' }] }, /^rules\[0\]\.method must be a method/],
    [{ rules: [{ effect: delay, nth: 0 }] }, /^rules\[0\]\.nth must be a number from 1/],
    [{ rules: [{ effect: delay, probability: 2 }] }, /^rules\[0\]\.probability must be a number from 0 to 1/],
    [{ rules: [{ effect: delay, nth: 1, firstN: 1 }] }, /^rules\[0\] may have only one of/],
    [{ rules: [{ effect: delay, path: '/a', pathPattern: 'a' }] }, /^rules\[0\]\.path and pathPattern exclude/],
    [{ rules: [{ effect: delay, pathPattern: '(' }] }, /^rules\[0\]\.pathPattern is not a regular expression/],
  ] as const) {
    it(`is refused as ${JSON.stringify(value)}`, () => {
      assert.throws(
        () => parseFaultRules(value),
        (error) => error instanceof InputError && message.test(error.message),
      );
    });
  }
});

describe('a faults file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'faults-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('is read into a list', async () => {
    const list = await FaultList.fromFile(await fileWith(JSON.stringify({ rules: [{ name: 'slow', effect: delay }] })));
    assert.deepEqual(list.pick(request('GET', '/x')), delay);
    assert.deepEqual(list.report(), [{ name: 'slow', rule: { name: 'slow', effect: delay }, matched: 1, applied: 1 }]);
  });

  it('that is broken is refused with its name and the place', async () => {
    const file = await fileWith('{"rules":[{"effect":{"kind":"delay"}}]}');
    await assert.rejects(FaultList.fromFile(file), (error: Error) =>
      error.message.startsWith(`${file}: rules[0].effect.milliseconds is missing`),
    );
    await assert.rejects(FaultList.fromFile(await fileWith('{"rules":')), /is not JSON/);
    await assert.rejects(FaultList.fromFile(path.join(folder, 'none.json')), /none\.json: the faults file cannot/);
  });

  async function fileWith(text: string): Promise<string> {
    const file = path.join(folder, 'faults.json');
    await writeFile(file, text);
    return file;
  }
});

function listOf(rule: unknown, seed?: number): FaultList {
  const list = new FaultList(seed);
  list.replace(parseFaultRules({ rules: [rule] }));
  return list;
}

function request(method: string, target: string, body = ''): HttpRequest {
  const url = new URL(target, 'http://127.0.0.1');
  return { method, path: url.pathname, query: url.searchParams, headers: {}, body: Buffer.from(body) };
}
