import assert from 'node:assert/strict';

import { isKnownZone, offsetMinutesAt } from '../../../src/core/timeZones/zone.ts';

const winter = Date.UTC(2026, 0, 15);
const summer = Date.UTC(2026, 6, 15);

describe('offsetMinutesAt', () => {
  it('follows daylight saving time', () => {
    assert.equal(offsetMinutesAt('America/New_York', winter), -300);
    assert.equal(offsetMinutesAt('America/New_York', summer), -240);
  });

  it('knows offsets of half and quarter hours', () => {
    assert.equal(offsetMinutesAt('Asia/Kolkata', winter), 330);
    assert.equal(offsetMinutesAt('Asia/Kathmandu', winter), 345);
    assert.equal(offsetMinutesAt('America/St_Johns', winter), -210);
  });

  it('changes daylight saving time by half an hour on Lord Howe', () => {
    assert.equal(offsetMinutesAt('Australia/Lord_Howe', winter), 660);
    assert.equal(offsetMinutesAt('Australia/Lord_Howe', summer), 630);
  });

  it('minds the inverted sign of Etc names', () => {
    assert.equal(offsetMinutesAt('Etc/GMT+12', winter), -720);
    assert.equal(offsetMinutesAt('Etc/GMT-14', winter), 840);
  });

  it('knows deprecated names and does not mind case', () => {
    assert.equal(offsetMinutesAt('US/Samoa', winter), -660);
    assert.equal(offsetMinutesAt('asia/calcutta', winter), 330);
  });

  it('reads an offset as a zone without changes', () => {
    assert.equal(offsetMinutesAt('-08:00', summer), -480);
  });

  it('has fractions of minutes where clocks kept seconds of their own', () => {
    assert.equal(offsetMinutesAt('Africa/Monrovia', Date.UTC(1950, 0, 1)), -44.5);
  });

  it('says of an unknown zone that it is one, without an exception', () => {
    for (const name of [
      '',
      ' ',
      'Mars/Olympus',
      'Local',
      'Etc/GMT+13',
      'UTC ',
      'constructor',
      'Asia/Kolkata\n',
      '+25:00',
    ]) {
      assert.equal(offsetMinutesAt(name, winter), undefined, JSON.stringify(name));
      assert.equal(isKnownZone(name), false, JSON.stringify(name));
    }
  });

  it('does not guess which zone three letters mean that are no name of the tz database', () => {
    for (const name of ['IST', 'PST', 'AST', 'bst']) assert.equal(isKnownZone(name), false, name);
    for (const name of ['EST', 'CET', 'GMT', 'utc', 'PRC']) assert.equal(isKnownZone(name), true, name);
  });

  it('answers alike after more zones than it keeps open', () => {
    const names = Intl.supportedValuesOf('timeZone');
    const first = names.map((name) => offsetMinutesAt(name, summer));
    assert.deepEqual(
      names.map((name) => offsetMinutesAt(name, summer)),
      first,
    );
  });
});
