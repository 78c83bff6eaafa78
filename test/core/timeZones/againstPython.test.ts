import assert from 'node:assert/strict';

import { compareZones, type ZoneComparison } from '../../../src/core/timeZones/compareZones.ts';
import { isKnownZone } from '../../../src/core/timeZones/zone.ts';
import { listZones } from '../../../src/core/timeZones/zoneNames.ts';
import { transitions } from '../../../src/core/timeZones/transitions.ts';
import { readPythonZones, zonesChangedBetween } from './zonesOfPython.ts';
import { pythonFromMs, pythonUntilMs, type PythonPeriod, type PythonZones } from './zonesOfPython.ts';

describe('time zones, held against Python (skipped without python3 and its tz database of 2023c or later)', function () {
  this.timeout(60_000);

  const node = process.versions['tz'] ?? '';
  let python: PythonZones;
  /** Those that both must know alike. */
  let zones: (readonly [name: string, periods: readonly PythonPeriod[]])[];

  before(function () {
    const read = readPythonZones();
    if (!read) return this.skip();
    python = read;
    const changed = zonesChangedBetween(node, python.release);
    zones = [...python.periods].filter(([name]) => !changed.has(name) && isKnownZone(name));
    assert.ok(zones.length >= 300, `only ${zones.length} zones are left to compare`);
  });

  it('knows every name that Python knows (skipped where Python has the newer tz database)', function () {
    if (node < python.release) this.skip();
    const unknown = [...python.periods.keys()].filter((name) => !isKnownZone(name));
    assert.deepEqual(unknown, []);
  });

  it('lists every name that Python knows (skipped where Python has the newer tz database)', function () {
    if (node < python.release) this.skip();
    const listed = new Set(listZones(pythonFromMs).map(({ name }) => name));
    const missing = [...python.periods.keys()].filter((name) => !listed.has(name));
    assert.deepEqual(missing, []);
  });

  it('sees each change of each zone in the same second', () => {
    for (const [name, periods] of zones) {
      const expected = periods.slice(1).map(([seconds, offset]) => [seconds * 1000, offset / 60]);
      const found = transitions(name, pythonFromMs, pythonUntilMs);
      assert.deepEqual(
        found?.map(({ atMs, minutesAfter }) => [atMs, minutesAfter]),
        expected,
        name,
      );
    }
  });

  it('compares every pair of zones as Python does: whether, when and by how much they differ', () => {
    let pairs = 0;
    for (const [index, [first, firstPeriods]] of zones.entries()) {
      for (const [second, secondPeriods] of zones.slice(index)) {
        const expected = expectedSpans(firstPeriods, secondPeriods);
        const found = spansOf(compareZones(first, second, pythonFromMs, pythonUntilMs));
        // Comparing a hundred thousand lists deeply would take longer than finding them.
        if (found !== expected) assert.equal(found, expected, `${first} and ${second}`);
        pairs++;
      }
    }
    assert.equal(pairs, (zones.length * (zones.length + 1)) / 2);
  });
});

function spansOf(comparison: ZoneComparison): string {
  if (comparison.kind !== 'different') return comparison.kind;
  return comparison.differences.map((each) => `${each.fromMs}–${each.untilMs}: ${each.minutesAhead}`).join(', ');
}

/** Asks for the difference at each instant at which either zone changes, and writes down where the answer is a new one. */
function expectedSpans(first: readonly PythonPeriod[], second: readonly PythonPeriod[]): string {
  const instants = [...first, ...second].map(([seconds]) => seconds).sort((one, other) => one - other);
  let [text, before] = ['', 0];
  for (const instant of instants) {
    const difference = (offsetAt(second, instant) - offsetAt(first, instant)) / 60;
    if (difference === before) continue;
    if (before !== 0) text += `${instant * 1000}: ${before}${difference === 0 ? '' : ', '}`;
    if (difference !== 0) text += `${text === '' || text.endsWith(', ') ? '' : ', '}${instant * 1000}–`;
    before = difference;
  }
  if (before !== 0) text += `${pythonUntilMs}: ${before}`;
  return text === '' ? 'same' : text;
}

function offsetAt(periods: readonly PythonPeriod[], instant: number): number {
  return periods.findLast(([seconds]) => seconds <= instant)?.[1] ?? NaN;
}
