import assert from 'node:assert/strict';

import { Contract } from './contract.ts';
import type { Correction } from './correction.ts';
import { correctFile, correctFiles } from './correction.ts';
import { convertSchema } from './jsonSchema.ts';
import type { Json } from './openApiFiles.ts';

const other = 'https://raw.githubusercontent.com/any/where/main/v8.0/other.json';

/** A description of one operation that answers a thing with a nullable color and an owner from another file. */
const things: Json = {
  paths: {
    '/things': { get: { responses: { 200: { $ref: '#/components/responses/Thing' } } } },
  },
  components: {
    responses: { Thing: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
    schemas: {
      Thing: {
        type: 'object',
        required: ['name', 'owner'],
        properties: {
          name: { type: 'string' },
          color: { type: 'string', enum: ['red'], nullable: true },
          owner: { $ref: `${other}#/components/schemas/Owner` },
          at: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
};

const files: ReadonlyMap<string, Json> = new Map([
  ['things', things],
  ['other', { components: { schemas: { Owner: { type: 'object', required: ['id'] } } } }],
]);

const answer = (body: unknown, status = 200) => ({ file: 'things', path: '/things', method: 'get', status, body });
const thing = { name: 'chair', owner: { id: '1' } };

function correct(kind: Correction['kind'], name: string): Correction {
  return { file: 'things', at: '/components/schemas/Thing', kind, names: [name], reason: 'for the test' };
}

describe('a contract', () => {
  const contract = new Contract(files, []);

  it('accepts what the file describes', () => {
    assert.deepEqual(contract.problems(answer({ ...thing, color: null, at: '2024-03-10T01:30:00-08:00' })), []);
  });

  it('refuses a missing property, also behind a reference to another file', () => {
    assert.notDeepEqual(contract.problems(answer({ owner: { id: '1' } })), []);
    assert.notDeepEqual(contract.problems(answer({ ...thing, owner: {} })), []);
  });

  it('refuses a wrong type, a value outside of an enumeration and a time without an offset', () => {
    assert.notDeepEqual(contract.problems(answer({ ...thing, name: 1 })), []);
    assert.notDeepEqual(contract.problems(answer({ ...thing, color: 'blue' })), []);
    assert.notDeepEqual(contract.problems(answer({ ...thing, at: '2024-03-10T01:30:00Z' })), []);
  });

  it('refuses a status that the file does not describe, unless a correction lends it another one', () => {
    assert.match(contract.problems(answer(thing, 201)).join(), /does not describe/);
    const status = { file: 'things', path: '/things', method: 'get', status: 201, like: 200, reason: 'for the test' };
    assert.deepEqual(new Contract(files, [status]).problems(answer(thing, 201)), []);
  });

  it('accepts 204 without a body only', () => {
    assert.deepEqual(contract.problems(answer(undefined, 204)), []);
    assert.notDeepEqual(contract.problems(answer({ data: [] }, 204)), []);
  });

  it('throws what does not match', () => {
    assert.throws(() => {
      contract.expectMatches(answer({}));
    }, assert.AssertionError);
  });
});

describe('a correction', () => {
  const matches = (correction: Correction, body: object) =>
    new Contract(correctFiles(files, [correction]), []).problems(answer(body)).length === 0;

  it('makes one property optional and leaves the others required', () => {
    assert.equal(matches(correct('optional', 'name'), { owner: { id: '1' } }), true);
    assert.equal(matches(correct('optional', 'name'), { name: 'chair' }), false);
  });

  it('lets a property be null, anything, or outside of its enumeration', () => {
    assert.equal(matches(correct('nullable', 'owner'), { ...thing, owner: null }), true);
    assert.equal(matches(correct('nullable', 'owner'), { ...thing, owner: {} }), false);
    assert.equal(matches(correct('anything', 'name'), { ...thing, name: [] }), true);
    assert.equal(matches(correct('unrestricted', 'color'), { ...thing, color: 'blue' }), true);
    assert.equal(matches(correct('unrestricted', 'color'), { ...thing, color: 1 }), false);
  });

  it('must point to something that is there', () => {
    assert.throws(() => correctFile(things, [correct('optional', 'color')]), /does not require color/);
    assert.throws(() => correctFile(things, [correct('nullable', 'size')]), /no property size/);
    assert.throws(() => correctFile(things, [{ ...correct('optional', 'name'), at: '/nowhere' }]), /No schema/);
  });
});

describe('the conversion of a schema', () => {
  it('accepts anything where a file is not there', () => {
    assert.deepEqual(convertSchema('things', { $ref: `${other}#/components/schemas/Owner` }, new Set()), {});
  });

  it('refuses a reference that it does not understand', () => {
    assert.throws(() => convertSchema('things', { $ref: 'file:///etc/passwd' }, new Set()), /Unexpected reference/);
  });

  it('turns alternatives into any of them', () => {
    const converted = convertSchema('things', { oneOf: [{ type: 'string' }, { type: 'integer' }] }, new Set());
    assert.deepEqual(converted, { anyOf: [{ type: 'string' }, { type: 'integer' }] });
  });
});
