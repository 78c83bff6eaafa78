import assert from 'node:assert/strict';

import { formatDocument } from '../../src/core/coql/format.ts';
import type { KnownMetadata } from '../../src/core/coql/knownMetadata.ts';
import { parseDocument } from '../../src/core/coql/parse.ts';
import { findProblems } from '../../src/core/coql/problems.ts';
import { statementOf } from '../../src/core/coql/strip.ts';
import type { Field } from '../../src/core/model/metadata.ts';
import { never, World } from '../core/metadata/world.ts';
import type { ApiClient } from '../sampleOrg/query/apiClient.ts';
import { apiClient } from '../sampleOrg/query/apiClient.ts';
import { coqlPairs } from './coqlPairs.ts';
import { Chance, QueryGenerator } from './coqlQueries.ts';

const seed = 20_261_122;
const queriesOfEachKind = 400;

/** What is queried: modules of all kinds with fields of all types, and what their lookups lead to. */
const modules = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Tasks', 'Products', 'Quotes', 'Campaigns', 'Cases'];

describe(`What we say of a query and what the sample organization does with it (seed ${seed})`, () => {
  let world: World;
  let api: ApiClient;
  let metadata: KnownMetadata;
  let generator: QueryGenerator;

  before(async () => {
    world = await World.start();
    api = apiClient(world.sampleOrg);
    const client = world.clientFor(world.connection('infinite'));
    const listed = await client.modules(never);
    const fields = new Map<string, readonly Field[]>();
    for (const module of modules) fields.set(module, await client.fields(module, never));
    metadata = { modules: () => listed, fields: (module) => fields.get(module) };
    // What a formula or rollup is compared as is not told by metadata.
    const known = [...fields].map(([module, all]) => ({
      module,
      fields: all.filter(({ type }) => type !== 'formula' && type !== 'rollup'),
    }));
    generator = new QueryGenerator(new Chance(seed), known);
  });
  after(() => world.stop());

  /** Compares for one text; answers whether the sample organization took it. */
  async function compare(text: string): Promise<boolean> {
    const document = parseDocument(text);
    const errors = findProblems(document, metadata, { asSent: true }).filter(({ severity }) => severity === 'error');
    const [query, ...more] = document.queries;
    const sent = query && more.length === 0 ? statementOf(query, document).text : text;
    const answer = await api.post('/coql', { select_query: sent });
    const isTaken = answer.status === 200 || answer.status === 204;
    const said = errors.map(({ kind, message }) => `${kind}: ${message}`).join('\n');
    assert.ok(isTaken || answer.status === 400, `status ${answer.status} for ${text}`);
    assert.equal(errors.length === 0, isTaken, `${text}\n${said || 'no error'}\n${JSON.stringify(answer.body)}`);
    return isTaken;
  }

  async function compareAll(make: () => string): Promise<number> {
    let taken = 0;
    for (let count = 0; count < queriesOfEachKind; count++) if (await compare(make())) taken++;
    return taken;
  }

  it('agree on queries of fields, operators and values of all types', async () => {
    const taken = await compareAll(() => generator.query());
    assert.ok(taken > queriesOfEachKind / 4 && taken < (queriesOfEachKind * 3) / 4, `${taken} were taken`);
  });

  it('agree on queries with a slip of the pen', async () => {
    const taken = await compareAll(() => generator.broken());
    assert.ok(taken > 0 && taken < queriesOfEachKind / 2, `${taken} were taken`);
  });

  it('agree on a query as well when it is formatted, or has comments', async () => {
    for (let count = 0; count < 100; count++) {
      const text = generator.query();
      const taken = await compare(text);
      assert.equal(await compare(formatDocument(parseDocument(text))), taken, text);
      assert.equal(await compare(commented(text)), taken, text);
    }
  });

  for (const [name, taken, refused] of coqlPairs) {
    it(`agree on ${name}`, async () => {
      assert.equal(await compare(taken), true);
      assert.equal(await compare(refused), false);
    });
  }
});

/** With comments wherever white space is. */
function commented(text: string): string {
  const { tokens } = parseDocument(text);
  return tokens
    .map((token, index) => (tokens[index + 1]?.start === token.end ? token.text : `${token.text} /* ; */ -- ;\n`))
    .join('');
}
