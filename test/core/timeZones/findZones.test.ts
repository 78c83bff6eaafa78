import assert from 'node:assert/strict';

import { findZones } from '../../../src/core/timeZones/findZones.ts';
import { listZones } from '../../../src/core/timeZones/zoneNames.ts';

const summer = Date.UTC(2026, 6, 1);
const zones = listZones(summer);
const found = (query: string) => findZones(query, zones).map(({ name }) => name);

describe('findZones', () => {
  it('finds a city, whatever the writing', () => {
    for (const query of ['New_York', 'new york', 'NEW YORK', '  new  york ', 'america/new_york']) {
      assert.equal(found(query)[0], 'America/New_York', query);
    }
    assert.equal(found('são paulo')[0], 'America/Sao_Paulo');
    assert.equal(found('port au prince')[0], 'America/Port-au-Prince');
    assert.equal(found('buenos')[0], 'America/Argentina/Buenos_Aires');
  });

  it('finds the current name by the old one, and the old by the current one', () => {
    assert.deepEqual(found('calcutta'), ['Asia/Calcutta', 'Asia/Kolkata']);
    assert.deepEqual(found('kolkata'), ['Asia/Kolkata', 'Asia/Calcutta']);
    assert.deepEqual(found('us/samoa').slice(0, 2), ['US/Samoa', 'Pacific/Pago_Pago']);
    assert.ok(found('kyiv').includes('Europe/Kiev'));
  });

  it('finds abbreviations, the name that is spelled so first', () => {
    assert.equal(found('EST')[0], 'EST');
    assert.ok(found('est').slice(0, 30).includes('America/New_York'));
    assert.deepEqual(found('ist').slice(0, 3), ['Asia/Jerusalem', 'Asia/Kolkata', 'Europe/Dublin']);
    assert.ok(found('CET').slice(0, 40).includes('Europe/Berlin'));
    assert.equal(found('JST')[0], 'Asia/Tokyo');
  });

  it('finds offsets in all their writings', () => {
    for (const query of ['+5:30', '+05:30', '+0530', '+530', 'utc+5:30', 'UTC +05:30', 'gmt+5:30']) {
      assert.deepEqual(found(query), ['Asia/Colombo', 'Asia/Kolkata', 'Asia/Calcutta'], query);
    }
    for (const query of ['-8', '-08', '-0800', '−8', 'utc-8']) {
      assert.ok(found(query).slice(0, 10).includes('Pacific/Pitcairn'), query);
    }
  });

  it('finds by the offset of now before that of another season', () => {
    const names = found('utc+1');
    assert.ok(names.indexOf('Europe/London') < names.indexOf('Europe/Paris'));
    assert.ok(names.includes('Europe/Paris'));
    assert.ok(!names.includes('Asia/Kolkata'));
  });

  it('goes on finding while an offset is being typed', () => {
    for (const query of ['+5', '+5:', '+5:3', '+5:30']) assert.ok(found(query).includes('Asia/Kolkata'), query);
    assert.ok(found('+5').indexOf('Asia/Karachi') < found('+5').indexOf('Asia/Kolkata'));
    assert.ok(!found('+5:4').includes('Asia/Kolkata'));
  });

  it('takes GMT+12 for an offset first, not for the name that means its opposite', () => {
    const names = found('gmt+12');
    assert.equal(zones.find(({ name }) => name === names[0])?.offsetMinutes, 720);
    assert.ok(names.includes('Etc/GMT+12'));
    assert.equal(found('etc/gmt+12')[0], 'Etc/GMT+12');
  });

  it('finds words of several kinds together', () => {
    const names = found('europe cest');
    assert.ok(names.includes('Europe/Vienna'));
    assert.ok(!names.includes('Africa/Ceuta'));
  });

  it('puts a current name before a deprecated one', () => {
    const names = found('indianapolis');
    assert.equal(names[0], 'America/Indiana/Indianapolis');
    assert.ok(names.includes('America/Indianapolis'));
  });

  it('finds all for an empty query and none for nonsense', () => {
    assert.equal(findZones('', zones), zones);
    assert.equal(findZones('  ', zones), zones);
    for (const query of ['xyzzy', '+25', '+5:99', '(', '\\', '.*', '[a-z']) assert.deepEqual(found(query), [], query);
  });

  it('is fast enough for each keystroke', () => {
    const startedAt = performance.now();
    for (let round = 0; round < 20; round++) findZones('europe be', zones);
    const eachMs = (performance.now() - startedAt) / 20;
    assert.ok(eachMs < 50, `${eachMs} ms`);
  });
});
