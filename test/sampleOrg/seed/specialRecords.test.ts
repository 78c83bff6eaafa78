import assert from 'node:assert/strict';

import { formatInZone } from '../../../src/sampleOrg/time/zones.ts';
import { column, linked, recordsOf, seededOrg, start } from './seededOrg.ts';

const losAngeles = 'America/Los_Angeles';

describe('the special records of the seed', () => {
  const org = seededOrg();
  const texts = (module: string, field: string): string[] =>
    column(org, module, field).filter((value) => typeof value === 'string');

  it('have leads made and changed in both folds of a clock change, and on both sides of the gap', () => {
    for (const field of ['Created_Time', 'Modified_Time']) {
      const shown = new Set(column(org, 'Leads', field).map((at) => formatInZone(Number(at), losAngeles)));
      for (const text of [
        '2024-11-03T01:30:00-07:00',
        '2024-11-03T01:30:00-08:00',
        '2024-03-10T01:59:59-08:00',
        '2024-03-10T03:00:00-07:00',
      ]) {
        assert.ok(shown.has(text), `${field} ${text}`);
      }
    }
  });

  it('leave out leads that would be made after the clock starts, but keep the meetings', () => {
    const clockStart = Date.parse('2024-06-01T00:00:00Z');
    const early = seededOrg({ clockStart });
    assert.ok(column(early, 'Leads', 'Created_Time').every((at) => Number(at) < clockStart));
    assert.ok(column(early, 'Leads', 'Created_Time').includes(Date.parse('2024-03-10T10:00:00Z')));
    assert.ok(column(early, 'Events', 'Start_DateTime').includes(Date.parse('2024-11-03T09:30:00Z')));
  });

  it('have texts in several scripts, with emoji, quotes, separators, line breaks and markup', () => {
    const names = texts('Leads', 'Full_Name').join('\n');
    for (const part of ['ü', '王', 'الحربي', '🚀', '"', ';', '<script>']) assert.ok(names.includes(part), part);
    assert.ok(texts('Leads', 'Description').some((text) => text.includes('\r\n') && text.includes('\n\n')));
  });

  it('have a text as long as the field allows', () => {
    assert.ok(texts('Leads', 'Description').some((text) => text.length === 32_000));
  });

  it('tell an empty text and an empty list from nothing', () => {
    assert.ok(column(org, 'Leads', 'Description').includes(''));
    assert.ok(column(org, 'Leads', 'Description').includes(null));
    assert.ok(column(org, 'Leads', 'Languages').some((value) => Array.isArray(value) && value.length === 0));
    assert.ok(column(org, 'Leads', 'Languages').includes(null));
  });

  it('have leading zeros, the largest numbers and amounts below zero', () => {
    assert.ok(texts('Leads', 'Legacy_Number').includes('0012345600012'));
    assert.ok(texts('Leads', 'Legacy_Number').includes('999999999999999999'));
    assert.ok(texts('Leads', 'Zip_Code').some((text) => text.startsWith('0')));
    assert.ok(column(org, 'Deals', 'Amount').includes(9_999_999_999_999.99));
    assert.ok(column(org, 'Deals', 'Amount').some((amount) => Number(amount) < 0));
  });

  it('have two accounts of one name', () => {
    const names = texts('Accounts', 'Account_Name');
    assert.ok(names.length > new Set(names).size);
  });

  it('have converted leads that name what became of them', () => {
    const converted = recordsOf(org, 'Leads').filter(({ values }) => values['Converted__s'] === true);
    assert.ok(converted.length > 5);
    assert.ok(converted.some(({ values }) => linked(org, 'Contacts', values['Converted_Contact'])));
    const others = recordsOf(org, 'Leads').filter(({ values }) => values['Converted__s'] !== true);
    assert.ok(others.every(({ values }) => values['Converted_Contact'] === null));
  });

  it('have records that were changed in the same second, more than a page of them in a large module', () => {
    assert.ok(mostFrequent(column(org, 'Leads', 'Modified_Time')) >= 3);
    const large = seededOrg({ records: new Map([['Leads', 8000]]) });
    assert.ok(mostFrequent(column(large, 'Leads', 'Modified_Time')) > 200);
  });

  it('have deleted records of both kinds, within the time that they are remembered', () => {
    const { deleted } = seededOrg({ records: new Map([['Leads', 2000]]) }).records.table('Leads');
    assert.deepEqual(new Set(deleted.map(({ type }) => type)), new Set(['recycle', 'permanent']));
    for (const { type, deletedAt, record } of deleted) {
      const days = (start - deletedAt) / 86_400_000;
      assert.ok(days > 0 && days < (type === 'recycle' ? 60 : 120), `${days} days`);
      assert.ok(deletedAt > Number(record.values['Modified_Time']), 'was deleted after its last change');
    }
  });

  it('have a meeting of a whole day, from midnight in the zone of the administrator', () => {
    const allDay = recordsOf(org, 'Events').filter(({ values }) => values['All_day'] === true);
    assert.ok(allDay.length > 1);
    for (const { values } of allDay) {
      assert.match(formatInZone(Number(values['Start_DateTime']), losAngeles), /T00:00:00/);
    }
  });

  it('end no meeting before it begins', () => {
    for (const { values } of recordsOf(org, 'Events')) {
      assert.ok(Number(values['End_DateTime']) > Number(values['Start_DateTime']));
    }
  });

  it('have notes with emoji', () => {
    assert.ok(texts('Notes', 'Note_Content').some((text) => text.includes('👩🏽‍💻')));
  });
});

function mostFrequent(values: readonly unknown[]): number {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values());
}
