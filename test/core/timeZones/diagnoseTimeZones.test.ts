import assert from 'node:assert/strict';

import { diagnoseTimeZones } from '../../../src/core/timeZones/diagnoseTimeZones.ts';

const july = Date.UTC(2026, 6, 1);

describe('diagnoseTimeZones', () => {
  it('finds nothing to say where all clocks agree, whatever the names', () => {
    const findings = diagnose({
      connectionZone: 'Asia/Kolkata',
      userZone: 'Asia/Calcutta',
      organizationZone: 'Asia/Colombo',
    });
    assert.deepEqual(
      findings.map(({ comparedWith, relation, severity, consequence }) => [
        comparedWith,
        relation,
        severity,
        consequence,
      ]),
      [
        ['user', 'same', 'none', 'none'],
        ['organization', 'same', 'none', 'none'],
        ['computer', 'same', 'none', 'none'],
      ],
    );
  });

  it('warns of a difference from the user, and notes the others', () => {
    const findings = diagnose({
      connectionZone: 'UTC',
      userZone: 'Asia/Tokyo',
      organizationZone: 'Asia/Tokyo',
      computerZone: 'Asia/Tokyo',
    });
    assert.deepEqual(
      findings.map(({ comparedWith, severity, consequence }) => [comparedWith, severity, consequence]),
      [
        ['user', 'warning', 'zonelessValuesMisread'],
        ['organization', 'note', 'organizationSeesOtherTimes'],
        ['computer', 'note', 'computerShowsOtherTimes'],
      ],
    );
  });

  it('says who has which zone, and how far it is ahead of that of the connection', () => {
    const [user] = diagnose({ connectionZone: 'UTC', userZone: 'US/Samoa' });
    assert.equal(user?.connectionZone, 'UTC');
    assert.equal(user.otherZone, 'US/Samoa');
    assert.ok(user.relation === 'differsNow');
    assert.equal(user.current.minutesAhead, -660);
  });

  it('takes an unknown zone for an ordinary value', () => {
    const [user, organization] = diagnose({ connectionZone: 'UTC', userZone: 'Mars/Olympus', organizationZone: '' });
    assert.deepEqual(user, {
      ...{ comparedWith: 'user', connectionZone: 'UTC', otherZone: 'Mars/Olympus' },
      ...{ relation: 'unknownZone', unknownZones: ['Mars/Olympus'], severity: 'note', consequence: 'notComparable' },
    });
    assert.equal(organization?.relation, 'unknownZone');
  });

  it('warns once when nobody knows the zone of the connection', () => {
    const findings = diagnose({ connectionZone: 'Mars/Olympus', userZone: 'Mars/Olympus' });
    assert.deepEqual(
      findings.map(({ relation, severity, consequence }) => [relation, severity, consequence]),
      [
        ['unknownZone', 'warning', 'zonelessValuesUnreadable'],
        ['unknownZone', 'note', 'zonelessValuesUnreadable'],
        ['unknownZone', 'note', 'zonelessValuesUnreadable'],
      ],
    );
  });

  it('says nothing about a computer that has not told its zone', () => {
    const findings = diagnose({ connectionZone: 'UTC', computerZone: undefined });
    assert.deepEqual(
      findings.map(({ comparedWith }) => comparedWith),
      ['user', 'organization'],
    );
  });

  it('can be sent to a webview as it is', () => {
    const findings = diagnose({ connectionZone: 'America/Denver', userZone: 'America/Phoenix', organizationZone: '?' });
    assert.deepEqual(structuredClone(findings), findings);
  });
});

/** All zones that are not given are the same as the connection's. */
function diagnose(zones: {
  connectionZone: string;
  userZone?: string;
  organizationZone?: string;
  computerZone?: string | undefined;
}) {
  const same = zones.connectionZone;
  return diagnoseTimeZones({ userZone: same, organizationZone: same, computerZone: same, at: july, ...zones });
}
