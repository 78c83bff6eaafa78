import assert from 'node:assert/strict';

import { readLocalDateTime } from '../../../src/core/timeZones/readLocalDateTime.ts';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('readLocalDateTime', () => {
  it('reads a time that exists once', () => {
    const expected = { kind: 'instant', epochMs: utc('2026-07-01T16:30:05') } as const;
    assert.deepEqual(readLocalDateTime('2026-07-01 12:30:05', 'America/New_York'), expected);
    assert.deepEqual(readLocalDateTime('2026-07-01T12:30:05', 'America/New_York'), expected);
    assert.deepEqual(readLocalDateTime('2026-07-01 22:00:05', 'Asia/Calcutta'), expected);
    assert.deepEqual(readLocalDateTime('2026-07-01 04:30:05', 'Etc/GMT+12'), expected);
  });

  it('reports a time that the clocks left out, with the instants around it', () => {
    assert.deepEqual(readLocalDateTime('2026-03-08 02:30:00', 'America/New_York'), {
      kind: 'doesNotExist',
      gapAtMs: utc('2026-03-08T07:00:00'),
      earlierMs: utc('2026-03-08T06:30:00'),
      laterMs: utc('2026-03-08T07:30:00'),
    });
  });

  it('reports a time that the clocks showed twice, with both instants', () => {
    assert.deepEqual(readLocalDateTime('2026-11-01 01:30:00', 'America/New_York'), {
      kind: 'existsTwice',
      earlierMs: utc('2026-11-01T05:30:00'),
      laterMs: utc('2026-11-01T06:30:00'),
    });
  });

  it('knows the first and the last second of a gap and of a fold', () => {
    const kinds = (zone: string, ...times: readonly string[]) =>
      times.map((time) => readLocalDateTime(time, zone).kind);
    assert.deepEqual(
      kinds('Europe/Paris', '2026-03-29 01:59:59', '2026-03-29 02:00:00', '2026-03-29 02:59:59', '2026-03-29 03:00:00'),
      ['instant', 'doesNotExist', 'doesNotExist', 'instant'],
    );
    assert.deepEqual(
      kinds('Europe/Paris', '2026-10-25 01:59:59', '2026-10-25 02:00:00', '2026-10-25 02:59:59', '2026-10-25 03:00:00'),
      ['instant', 'existsTwice', 'existsTwice', 'instant'],
    );
  });

  it('minds that Lord Howe changes its clocks by half an hour', () => {
    assert.equal(readLocalDateTime('2026-10-04 02:15:00', 'Australia/Lord_Howe').kind, 'doesNotExist');
    assert.equal(readLocalDateTime('2026-10-04 02:30:00', 'Australia/Lord_Howe').kind, 'instant');
    assert.deepEqual(readLocalDateTime('2026-04-05 01:45:00', 'Australia/Lord_Howe'), {
      kind: 'existsTwice',
      earlierMs: utc('2026-04-04T14:45:00'),
      laterMs: utc('2026-04-04T15:15:00'),
    });
  });

  it('knows that Samoa left out a whole day', () => {
    assert.deepEqual(readLocalDateTime('2011-12-30 12:00:00', 'Pacific/Apia'), {
      kind: 'doesNotExist',
      gapAtMs: utc('2011-12-30T10:00:00'),
      earlierMs: utc('2011-12-29T22:00:00'),
      laterMs: utc('2011-12-30T22:00:00'),
    });
    assert.equal(readLocalDateTime('2011-12-29 23:59:59', 'Pacific/Apia').kind, 'instant');
    assert.equal(readLocalDateTime('2011-12-31 00:00:00', 'Pacific/Apia').kind, 'instant');
  });

  it('finds for each hour of a year what formatting that instant says', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/Santiago',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let at = utc('2026-01-01T00:00:00'); at < utc('2027-01-01T00:00:00'); at += 3_600_000) {
      const reading = readLocalDateTime(format.format(at), 'America/Santiago');
      const instants =
        reading.kind === 'instant' ? [reading.epochMs] : reading.kind === 'existsTwice' && Object.values(reading);
      assert.ok(instants && instants.includes(at), `${format.format(at)}: ${JSON.stringify(reading)}`);
    }
  });

  it('reads seconds of local mean time without losing a millisecond', () => {
    assert.deepEqual(readLocalDateTime('1890-01-01 00:00:00', 'Europe/Berlin'), {
      kind: 'instant',
      epochMs: utc('1889-12-31T23:06:32'),
    });
  });

  it('refuses what is no date and time', () => {
    for (const text of [
      ...['', 'tomorrow', '2026-07-01', '2026-07-01 12:30', '2026-07-01  12:30:00', ' 2026-07-01 12:30:00'],
      ...[
        '2026-02-30 12:00:00',
        '2025-02-29 00:00:00',
        '2026-13-01 00:00:00',
        '2026-00-10 00:00:00',
        '2026-01-00 00:00:00',
      ],
      ...['2026-07-01 24:00:00', '2026-07-01 12:60:00', '2026-07-01 12:30:60', '2026-07-01 12:30:00Z'],
      ...['2026-07-01T12:30:00+02:00', '2026-07-01 12:30:00.5', '26-07-01 12:30:00', '2026-07-01t12:30:00'],
    ]) {
      assert.deepEqual(readLocalDateTime(text, 'Europe/Paris'), { kind: 'notADateTime' }, JSON.stringify(text));
    }
  });

  it('reads the leap day and the first and the last year', () => {
    assert.equal(readLocalDateTime('2024-02-29 00:00:00', 'UTC').kind, 'instant');
    assert.deepEqual(readLocalDateTime('0001-01-01 00:00:00', 'UTC'), {
      kind: 'instant',
      epochMs: -62_135_596_800_000,
    });
    assert.equal(readLocalDateTime('0000-01-01 00:00:00', 'Asia/Tokyo').kind, 'instant');
    assert.equal(readLocalDateTime('9999-12-31 23:59:59', 'Asia/Tokyo').kind, 'instant');
  });

  it('says that a zone is unknown', () => {
    assert.deepEqual(readLocalDateTime('2026-07-01 12:30:00', 'Mars/Olympus'), { kind: 'unknownZone' });
  });
});
