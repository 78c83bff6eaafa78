import assert from 'node:assert/strict';

import { backwardLinks } from '../../../src/core/timeZones/backwardLinks.ts';
import { isKnownZone } from '../../../src/core/timeZones/zone.ts';
import { zoneAbbreviations } from '../../../src/core/timeZones/zoneAbbreviations.ts';
import { listZones } from '../../../src/core/timeZones/zoneNames.ts';

const zones = new Map(listZones(Date.UTC(2026, 6, 1)).map((zone) => [zone.name, zone]));

describe('listZones', () => {
  it('lists what Intl lists, deprecated names and Etc zones, each once and in order', () => {
    const names = [...zones.keys()];
    for (const name of [
      ...Intl.supportedValuesOf('timeZone'),
      ...backwardLinks.keys(),
      'Etc/GMT+12',
      'Etc/GMT-14',
      'UTC',
      'EST',
    ]) {
      assert.ok(zones.has(name), name);
    }
    assert.equal(listZones(0).length, zones.size);
    assert.deepEqual(names, [...names].sort());
  });

  it('describes a zone as of now', () => {
    assert.deepEqual(zones.get('Europe/Berlin'), {
      ...{ name: 'Europe/Berlin', currentName: 'Europe/Berlin', city: 'Berlin', aliases: [] },
      ...{ offsetMinutes: 120, offsetText: 'UTC+02:00', otherOffsetsMinutes: [60], abbreviations: ['CEST', 'CET'] },
    });
    const inWinter = listZones(Date.UTC(2026, 0, 1)).find(({ name }) => name === 'Europe/Berlin');
    assert.equal(inWinter?.offsetMinutes, 60);
    assert.deepEqual(inWinter.otherOffsetsMinutes, [120]);
  });

  it('describes a deprecated name by what replaced it', () => {
    assert.deepEqual(zones.get('Asia/Calcutta'), {
      ...{ name: 'Asia/Calcutta', currentName: 'Asia/Kolkata', city: 'Kolkata', aliases: ['Asia/Kolkata'] },
      ...{ offsetMinutes: 330, offsetText: 'UTC+05:30', otherOffsetsMinutes: [], abbreviations: ['IST'] },
    });
    assert.equal(zones.get('US/Pacific')?.city, 'Los Angeles');
  });

  it('gives no city to a zone that has no place, and the inverted offset to an Etc name', () => {
    assert.equal(zones.get('Etc/GMT+12')?.city, undefined);
    assert.equal(zones.get('Etc/GMT+12')?.offsetText, 'UTC-12:00');
    assert.equal(zones.get('EST5EDT')?.city, undefined);
    assert.equal(zones.get('UTC')?.offsetText, 'UTC+00:00');
  });

  it('counts only zones to which the tables are right', () => {
    for (const [name, currentName] of backwardLinks) {
      assert.ok(isKnownZone(name) && isKnownZone(currentName), name);
      assert.ok(!backwardLinks.has(currentName), `${name} needs two steps`);
    }
    for (const name of zoneAbbreviations.keys()) {
      assert.ok(isKnownZone(name), name);
      assert.ok(!backwardLinks.has(name), `${name} has the abbreviations of its current name`);
    }
  });

  it('can be sent to a webview as it is', () => {
    const all = [...zones.values()];
    assert.deepEqual(structuredClone(all), all);
  });
});
