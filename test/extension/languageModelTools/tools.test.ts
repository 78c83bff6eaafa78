import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { InputError } from '../../../src/core/errors.ts';
import {
  connectionAnswer,
  findAnswer,
  moduleAnswer,
} from '../../../src/extension/languageModelTools/metadataAnswers.ts';
import { checkedQuery } from '../../../src/extension/languageModelTools/queryTool.ts';
import { connectionFrom, readToolInput } from '../../../src/extension/languageModelTools/toolInput.ts';
import { toolNames } from '../../../src/extension/languageModelTools/toolNames.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { exampleField, exampleModule } from '../exampleMetadata.ts';

const connections = [exampleConnection(), exampleConnection({ id: 'c2', name: 'Beta' })];
const deals = exampleModule({ id: 'm2', apiName: 'Deals', label: 'Opportunities' });
const closing = exampleField({ id: 'f2', apiName: 'Closing_Date', label: 'Close Date', type: 'date', crmType: 'date' });
const stage = exampleField({
  ...{ id: 'f3', apiName: 'Stage', label: 'Stage', type: 'pickList', crmType: 'picklist' },
  pickList: [
    { id: '1', display: 'Open', actual: 'Open', isUsed: true },
    { id: '2', display: 'Old', actual: 'Old', isUsed: false },
  ],
});
const known = [
  { module: exampleModule(), details: undefined },
  { module: deals, details: { fields: [closing, stage], relatedLists: [] } },
];

describe('the tools of language models', () => {
  it('are the ones that the manifest declares', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
    };
    assert.deepEqual(
      contributes.languageModelTools.map((each) => each.name),
      toolNames,
    );
  });

  it('take the only connection, or the one that is named, whatever the case', () => {
    assert.equal(connectionFrom(readToolInput({}), connections.slice(0, 1)).id, 'c1');
    assert.equal(connectionFrom(readToolInput({ connection: ' beta ' }), connections).id, 'c2');
  });

  it('say which connections there are when it is not clear which one is meant', () => {
    const all = 'There are: "Acme EU", "Beta".';
    assert.throws(
      () => connectionFrom(readToolInput({}), connections),
      new InputError(`Say which connection is meant. ${all}`, 'connection'),
    );
    assert.throws(
      () => connectionFrom(readToolInput({ connection: 'Gamma' }), connections),
      /no connection "Gamma".*"Beta"/,
    );
    assert.throws(() => connectionFrom(readToolInput(undefined), []), /no connections/);
  });

  it('tell of a connection what it is for and nothing that opens it', () => {
    const answer = JSON.stringify(connectionAnswer(exampleConnection(), true));
    assert.match(answer, /"name":"Acme EU".*"environment":"production".*"isSignedIn":true/);
    assert.doesNotMatch(answer, /1000\.CLIENT|ann@example\.com|zohoapis/);
  });

  it('find modules and fields by words in any order, and name what is not known yet', () => {
    assert.deepEqual(findAnswer(known, 'date clos', undefined), {
      modules: [],
      fields: [{ module: 'Deals', apiName: 'Closing_Date', label: 'Close Date', type: 'date' }],
      fieldsNotReadYet: ['Leads'],
      howToReadThem: 'Describe a module to have its fields read (2 API requests each).',
    });
    assert.deepEqual(findAnswer(known, 'opportunities', 'opportunities'), {
      modules: [{ apiName: 'Deals', label: 'Opportunities', kind: 'standard' }],
      fields: [],
    });
  });

  it('describe a module with the values that are still offered', () => {
    const answer = moduleAnswer(deals, { fields: [stage], relatedLists: [] });
    assert.deepEqual(answer, {
      ...{ apiName: 'Deals', label: 'Opportunities', kind: 'standard' },
      fields: [{ apiName: 'Stage', label: 'Stage', type: 'pickList', values: ['Open'] }],
      relatedLists: [],
    });
  });

  it('send no query that Zoho would refuse', () => {
    assert.throws(
      () => checkedQuery('select Closing_Dat from Deals where id is not null', undefined, known),
      /Closing_Dat/,
    );
    assert.throws(() => checkedQuery('select Stage from Deals', undefined, known), /would refuse/);
    assert.throws(() => checkedQuery('', undefined, known), /exactly one/);
    const two = 'select Stage from Deals where id is not null; select Stage from Deals where id is not null';
    assert.throws(() => checkedQuery(two, undefined, known), /exactly one/);
  });

  it('read as many rows as the cap allows', () => {
    const limit = (rows: number | undefined): number =>
      checkedQuery('select Stage from Deals where id is not null', rows, known).rowLimit;
    assert.deepEqual([limit(undefined), limit(10), limit(100_000), limit(-3)], [50, 10, 200, 1]);
  });
});
