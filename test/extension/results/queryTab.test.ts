import assert from 'node:assert/strict';

import { exampleRecords, exampleSession, HeldSource, openTab } from './exampleResult.ts';

describe('a tab of a query', () => {
  it('shows the first rows at once and counts the others', async () => {
    const source = new HeldSource([exampleRecords(2), exampleRecords(3, 2)], 5);
    const { tab, run } = openTab(exampleSession().session, source);
    assert.equal(tab.phase, 'starting');
    source.release(0);
    await settled();
    assert.equal(tab.status, '2 of 5 rows');
    source.release(1);
    await run;
    assert.equal(tab.phase, 'done');
    assert.equal(tab.status, '5 rows · 2 credits');
  });

  it('keeps what came when it is stopped, and ends the reading', async () => {
    const source = new HeldSource([exampleRecords(2), exampleRecords(3, 2)], 5);
    const { tab, run } = openTab(exampleSession().session, source);
    source.release(0);
    await settled();
    tab.stop();
    await run;
    assert.equal(source.aborted, 1);
    assert.equal(tab.status, 'Stopped after 2 of 5 rows · 1 credit');
    assert.equal(tab.rows.shownCount, 2);
  });

  it('waits at the safety limit, says so, and goes on where it was', async () => {
    const source = new HeldSource([exampleRecords(3), exampleRecords(3, 3), exampleRecords(1, 6)], 7).releaseAll();
    const { tab, run } = openTab(exampleSession().session, source, { rowLimit: 4 });
    await run;
    assert.equal(tab.phase, 'limit');
    assert.equal(tab.status, '6 of 7 rows');
    assert.match(tab.note, /safety limit of 4 rows/);
    tab.loadRest();
    await settled();
    assert.equal(tab.phase, 'done');
    assert.equal(tab.rows.shownCount, 7);
    assert.equal(tab.note, '');
    assert.equal(source.runs, 1);
  });

  it('does not wait at the limit when all rows are there', async () => {
    const source = new HeldSource([exampleRecords(4)], 4).releaseAll();
    const { tab, run } = openTab(exampleSession().session, source, { rowLimit: 4 });
    await run;
    assert.equal(tab.phase, 'done');
  });

  it('keeps what came before a failure, and starts anew when asked to', async () => {
    const source = new HeldSource([exampleRecords(2), exampleRecords(3, 2)]);
    const { tab, run } = openTab(exampleSession().session, source);
    source.release(0);
    await settled();
    source.release(1, new Error('the line dropped'));
    await run;
    assert.equal(tab.phase, 'failed');
    assert.equal(tab.failure?.message, 'the line dropped');
    assert.equal(tab.rows.shownCount, 2);
    source.closeGates();
    source.releaseAll();
    await tab.act('tryAgain');
    assert.equal(tab.phase, 'done');
    assert.equal(tab.failure, undefined);
    assert.equal(tab.rows.shownCount, 5);
  });

  it('runs again after a sign-in, and not when nobody signed in', async () => {
    const source = new HeldSource([exampleRecords(1)]);
    source.release(0, new Error('signed out'));
    let isSignedIn = false;
    const act = (): Promise<boolean> => Promise.resolve(isSignedIn);
    const { tab, run } = openTab(exampleSession().session, source, { act });
    await run;
    await tab.act('signIn');
    assert.equal(source.runs, 1);
    isSignedIn = true;
    source.closeGates();
    source.releaseAll();
    await tab.act('signIn');
    assert.equal(source.runs, 2);
    assert.equal(tab.phase, 'done');
  });

  it('shows rows whose columns nobody could tell, and rows that nobody could count', async () => {
    const source = new HeldSource([exampleRecords(1)]).releaseAll();
    source.columns = () => Promise.reject(new Error('offline'));
    source.count = () => Promise.reject(new Error('offline'));
    const { tab, run } = openTab(exampleSession().session, source);
    await run;
    assert.deepEqual(
      tab.rows.columns.map(({ key }) => key),
      ['id', 'Last_Name', 'Annual_Revenue', 'Created_Time', 'Account_Name', 'Tags', 'Email_Opt_Out'],
    );
    assert.equal(tab.status, '1 row · 1 credit');
  });
});

/** What can happen without another word from the test has happened. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
