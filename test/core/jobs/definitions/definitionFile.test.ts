import ajvModule from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { dataCenters } from '../../../../src/core/model/dataCenters.ts';
import { parseDefinitions, writeDefinitions } from '../../../../src/core/jobs/definitions/definitionFile.ts';
import { exampleConnection } from '../../exampleConnection.ts';
import { plainL10n } from '../../../extension/plainL10n.ts';

const good = { name: 'Acme', domain: 'crm.zoho.eu', timeZone: 'Europe/Berlin' };
const connections = [
  exampleConnection({ group: 'Sales', cachePolicy: 'oneDay' }),
  exampleConnection({ id: 'c2', name: 'Sample', dataCenter: 'sample', environment: 'sandbox' }),
];

describe('a file of connection definitions', () => {
  it('brings back what was written', () => {
    const parsed = parseDefinitions(writeDefinitions(connections), plainL10n);
    assert.deepEqual(parsed, {
      kind: 'definitions',
      definitions: [
        {
          ...{ name: 'Acme EU', dataCenter: 'eu', environment: 'production', clientId: '1000.CLIENT' },
          ...{ timeZone: 'Europe/Berlin', cachePolicy: 'oneDay', group: 'Sales' },
          organization: { id: '10', name: 'Acme' },
        },
        {
          ...{ name: 'Sample', dataCenter: 'sample', environment: 'sandbox', clientId: '' },
          ...{ timeZone: 'Europe/Berlin', cachePolicy: 'infinite', group: undefined },
          organization: { id: '10', name: 'Acme' },
        },
      ],
    });
  });

  it('says nothing of who signed in', () => {
    const text = writeDefinitions(connections);
    for (const word of ['Ann', 'ann@example.com', 'user', 'c1']) assert.ok(!text.includes(`"${word}`), word);
  });

  it('needs a name, a domain and a time zone only', () => {
    const parsed = parse([good]);
    assert.deepEqual(parsed.kind === 'definitions' && parsed.definitions[0], {
      ...{ name: 'Acme', dataCenter: 'eu', environment: 'production', clientId: '', timeZone: 'Europe/Berlin' },
      ...{ cachePolicy: 'infinite', group: undefined, organization: undefined },
    });
  });

  for (const [what, definition, problem] of [
    ['a missing name', { ...good, name: undefined }, 'connections[0].name: is missing.'],
    [
      'a name that is too long',
      { ...good, name: 'x'.repeat(101) },
      'connections[0].name: must have at most 100 characters.',
    ],
    [
      'a zone that nobody knows',
      { ...good, timeZone: 'Europe/Berlni' },
      'connections[0].timeZone: "Europe/Berlni" is not a time zone that is known here, such as Europe/Berlin.',
    ],
    [
      'another environment',
      { ...good, environment: 'test' },
      'connections[0].environment: must be one of production, sandbox, developer.',
    ],
    [
      'a key in another case',
      { ...good, timezone: 'UTC' },
      'connections[0].timezone: is not known here. Did you mean "timeZone"?',
    ],
    [
      'an organization without digits',
      { ...good, organization: { id: 'Acme', name: 'Acme' } },
      'connections[0].organization: must have an "id" of digits and a "name", both as texts.',
    ],
    ['something that is no definition', 'Acme', 'connections[0]: must be an object.'],
  ] as const) {
    it(`names the key of ${what}`, () => {
      const parsed = parse([definition]);
      assert.deepEqual(parsed, { kind: 'problems', problems: [problem] });
    });
  }

  it('refuses secrets by the name of their key, without repeating them', () => {
    const parsed = parse([{ ...good, clientSecret: 'hush-hush' }]);
    assert.equal(parsed.kind, 'problems');
    assert.match(JSON.stringify(parsed), /connections\[0\]\.clientSecret: secrets do not belong in this file/);
    assert.ok(!JSON.stringify(parsed).includes('hush-hush'));
  });

  it('tells all that is wrong at once', () => {
    const parsed = parse([good, { ...good }, { domain: 'zoho.eu' }]);
    assert.equal(parsed.kind === 'problems' ? parsed.problems.length : 0, 4);
  });

  it('says so when it is not JSON, has no list or is of another version', () => {
    for (const [text, beginning] of [
      ['{', 'The file is not JSON'],
      ['[]', 'connections: is missing'],
      ['{"version":2,"connections":[]}', 'version: must be 1'],
      ['{"version":1,"connections":[],"extra":1}', 'extra: is not known here'],
    ] as const) {
      const parsed = parseDefinitions(text, plainL10n);
      assert.ok(parsed.kind === 'problems' && parsed.problems[0]?.startsWith(beginning), JSON.stringify(parsed));
    }
  });

  it('may begin with a byte order mark', () => {
    assert.equal(parseDefinitions(`\uFEFF${writeDefinitions(connections)}`, plainL10n).kind, 'definitions');
  });
});

describe('the schema of definition files', () => {
  const schema = JSON.parse(readFileSync('media/schemas/connections.schema.json', 'utf8')) as Schema;
  const accepts = new ajvModule.default({ strict: true }).compile(schema);

  it('accepts what is written', () => {
    assert.ok(accepts(JSON.parse(writeDefinitions(connections))), JSON.stringify(accepts.errors));
  });

  it('knows the domains that the product knows', () => {
    const { domain } = schema.definitions.connection.properties;
    assert.deepEqual(domain.enum, [...dataCenters.map((each) => each.webHost), 'sample']);
  });

  it('refuses secrets', () => {
    assert.ok(!accepts({ version: 1, connections: [{ ...good, refreshToken: 'hush' }] }));
  });
});

interface Schema {
  readonly definitions: {
    readonly connection: { readonly properties: { readonly domain: { readonly enum: unknown } } };
  };
}

function parse(definitions: readonly unknown[]) {
  return parseDefinitions(JSON.stringify({ version: 1, connections: definitions }), plainL10n);
}
