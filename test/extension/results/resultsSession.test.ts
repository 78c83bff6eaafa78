import assert from 'node:assert/strict';

import type { ResultsSession } from '../../../src/extension/results/resultsSession.ts';
import type { ResultsState } from '../../../src/protocol/results.ts';
import { exampleRecords, exampleSession, HeldSource, openTab } from './exampleResult.ts';

describe('the session of the results', () => {
  it('puts the next query in the place of the last, and ends that', async () => {
    const { session } = exampleSession();
    const source = new HeldSource([exampleRecords(1)]);
    const first = openTab(session, source);
    const second = openTab(session, new HeldSource([exampleRecords(1)]).releaseAll(), { title: 'Deals' });
    await Promise.all([first.run, second.run]);
    assert.equal(source.aborted, 1);
    assert.deepEqual(await titles(session), ['Deals']);
  });

  it('keeps pinned results beside the next, and the selection near a tab that is closed', async () => {
    const { session } = exampleSession();
    const first = await opened(session, 'Leads');
    await session.pin(first.id, true);
    const second = await opened(session, 'Deals');
    assert.deepEqual(await titles(session), ['Leads', 'Deals']);
    assert.equal((await state(session)).selectedId, second.id);
    await session.close(second.id);
    assert.equal((await state(session)).selectedId, first.id);
    await session.close(first.id);
    assert.equal((await state(session)).selectedId, undefined);
  });

  it('makes a job of a result whose query a job can say, and of no other', async () => {
    const { session } = exampleSession();
    let made = 0;
    const exportJob = (): Promise<void> => {
      made += 1;
      return Promise.resolve();
    };
    const { tab: first } = openTab(session, new HeldSource([]).releaseAll(), { exportJob });
    await session.exportJob(first.id);
    assert.deepEqual([made, (await state(session)).tabs[0]?.canBeJob], [1, true]);
    const second = await opened(session, 'Leads by country');
    await session.exportJob(second.id);
    assert.deepEqual([made, (await state(session)).tabs[0]?.canBeJob], [1, false]);
  });

  it('tells results of the same title apart', async () => {
    const { session } = exampleSession();
    const first = await opened(session, 'Leads');
    await session.pin(first.id, true);
    await opened(session, 'Leads');
    assert.deepEqual(await titles(session), ['Leads', 'Leads (2)']);
    await session.close(first.id);
    assert.deepEqual(await titles(session), ['Leads']);
  });

  it('ends a query whose tab is closed', async () => {
    const { session } = exampleSession();
    const source = new HeldSource([exampleRecords(1)]);
    const { tab, run } = openTab(session, source);
    await settled();
    await session.close(tab.id);
    await run;
    assert.equal(source.aborted, 1);
  });

  it('tells pages at once of beginnings and ends', async () => {
    const { session } = exampleSession();
    const heard: string[] = [];
    const detach = session.attach({
      changed: ({ tabs }) => heard.push(tabs.map(({ phase, status }) => `${phase}: ${status}`).join()),
    });
    const source = new HeldSource([exampleRecords(2), exampleRecords(2, 2)], 4);
    const { run } = openTab(session, source);
    source.release(0);
    await settled();
    assert.ok(heard.includes('running: 2 of 4 rows'), heard.join('\n'));
    source.release(1);
    await run;
    assert.equal(heard.at(-1), 'done: 4 rows · 2 credits');
    detach();
    session.dispose();
  });

  it('compares two results by id: what only one has, and cells that differ', async () => {
    const { session } = exampleSession();
    const before = exampleRecords(5);
    const after = [
      ...exampleRecords(3),
      { ...before[3], id: before[3]?.id ?? '', Last_Name: 'Renamed' },
      ...exampleRecords(1, 9),
    ];
    const first = await opened(session, 'Then', before);
    await session.pin(first.id, true);
    const second = await opened(session, 'Now', after);
    await session.compare(first.id, second.id);
    const comparison = (await state(session)).tabs.find(({ kind }) => kind === 'comparison');
    assert.equal(comparison?.title, 'Then ↔ Now');
    assert.equal(comparison.status, '1 changed, 1 only in Then, 1 only in Now');
    const { rows } = await session.rows(comparison.id, 0, 10);
    const words = rows.map((cells) => cells.slice(0, 3).map((cell) => (typeof cell === 'string' ? cell : cell?.text)));
    assert.deepEqual(words, [
      ['Changed', before[3]?.id, 'Castillo 3 → Renamed'],
      ['Only in Then', before[4]?.id, 'Öz 4'],
      ['Only in Now', '5000000000000000009', 'Öz 9'],
    ]);
    const differences = rows[0]?.map((cell) => (typeof cell === 'object' ? cell?.difference : undefined));
    assert.deepEqual(differences?.slice(0, 4), ['changed', undefined, 'changed', undefined]);
  });

  it('shows a second result beside the selected one, both kept, until it is hidden or closed', async () => {
    const { session } = exampleSession();
    const first = await opened(session, 'Leads');
    await session.pin(first.id, true);
    const second = await opened(session, 'Deals');
    const ids = async () => (({ selectedId, besideId }) => [selectedId, besideId])(await state(session));
    await session.showBeside(first.id);
    assert.deepEqual(await ids(), [second.id, first.id]);
    assert.deepEqual(
      (await state(session)).tabs.map(({ isPinned }) => isPinned),
      [true, true],
    );
    await session.select(first.id);
    assert.deepEqual(await ids(), [first.id, undefined], 'a result is not beside itself');
    await session.select(second.id);
    await session.showBeside(undefined);
    assert.deepEqual(await ids(), [second.id, undefined]);
    await session.showBeside(first.id);
    await session.close(first.id);
    assert.deepEqual(await ids(), [second.id, undefined]);
    await session.showBeside('no such tab');
    assert.deepEqual(await ids(), [second.id, undefined]);
  });

  it('says which result cannot be compared, as its rows have no ids', async () => {
    const { session } = exampleSession();
    const first = await opened(session, 'Leads');
    await session.pin(first.id, true);
    const second = await opened(session, 'Counts', [{ id: '', 'COUNT(id)': 5 }]);
    await assert.rejects(session.compare(first.id, second.id), /"Counts" has rows without a record ID/);
  });

  it('copies the rows that there are, and opens and saves what the page names', async () => {
    const { session, deeds } = exampleSession();
    const { id } = await opened(session, 'Leads', exampleRecords(3));
    assert.equal(await session.copy(id, { from: 1, to: 900, columns: ['Last_Name'] }, 'text'), 'Copied 2 rows');
    assert.deepEqual(deeds.copied, ['Zimmer 1\nbauer 2']);
    await session.openRecord(id, { module: 'Accounts', id: '400' });
    assert.deepEqual(deeds.opened, ['c1 Accounts 400']);
    await session.save(id, ['id'], 'jsonl');
    assert.deepEqual(deeds.saved, ['Leads id jsonl']);
  });

  it('does not trust the page', async () => {
    const { session, deeds } = exampleSession();
    const { id } = await opened(session, 'Leads', exampleRecords(3));
    await session.openRecord(id, { module: 'Leads/../x', id: '1' });
    await session.openRecord(id, { module: 'Leads', id: '1?x' });
    assert.deepEqual(deeds.opened, []);
    await session.arrange(id, { search: 5, filters: { Last_Name: 3 }, sort: { key: 'nothing', direction: 'up' } });
    assert.equal((await state(session)).tabs[0]?.shownCount, 3);
    assert.deepEqual((await session.rows(id, -5, Number.NaN)).rows, []);
    assert.deepEqual((await session.rows('no such tab', 0, 5)).rows, []);
  });
});

async function opened(session: ResultsSession, title: string, records = exampleRecords(1)) {
  const { tab, run } = openTab(session, new HeldSource([records]).releaseAll(), { title });
  await run;
  return tab;
}

async function state(session: ResultsSession): Promise<ResultsState> {
  return (await session.load()).state;
}

async function titles(session: ResultsSession): Promise<string[]> {
  return (await state(session)).tabs.map(({ title }) => title);
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
