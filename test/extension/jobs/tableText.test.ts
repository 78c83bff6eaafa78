import assert from 'node:assert/strict';

import { tablesText } from '../../../src/extension/jobs/tableText.ts';
import { plainL10n } from '../plainL10n.ts';

describe('the question before tables are made', () => {
  const destination = 'crm.db';

  it('says how many tables are made', () => {
    const statements = ['create table a (id integer)', 'create table b (id integer)', 'create index c on a (id)'];
    assert.equal(tablesText({ statements, made: 2, destination }, plainL10n), 'This run makes 2 tables in crm.db.');
    assert.equal(tablesText({ statements, made: 1, destination }, plainL10n), 'This run makes 1 table in crm.db.');
  });

  it('says so where tables only change', () => {
    const statements = ['alter table a add column b text'];
    assert.equal(
      tablesText({ statements, made: 0, destination }, plainL10n),
      'This run changes the tables in crm.db by 1 statement.',
    );
  });
});
