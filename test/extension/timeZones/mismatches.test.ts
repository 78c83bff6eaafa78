import assert from 'node:assert/strict';

import type { Connection } from '../../../src/core/model/connection.ts';
import { mismatchOf, timeZoneStatusView, warningsOf } from '../../../src/extension/timeZones/mismatches.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { plainL10n } from '../plainL10n.ts';

const winter = Date.UTC(2027, 0, 15, 12);

/** A connection in one zone whose user at Zoho is in another. */
function zones(timeZone: string, userZone: string, parts: Partial<Connection> = {}): Connection {
  const example = exampleConnection(parts);
  return { ...example, timeZone, user: { ...example.user, timeZone: userZone } };
}

function viewOf(connections: readonly Connection[], at = winter, computerZone?: string) {
  return timeZoneStatusView(warningsOf(connections, at), { at, computerZone }, plainL10n);
}

describe('the time zone warning', () => {
  it('is not there while all zones agree', () => {
    assert.equal(viewOf([]), undefined);
    assert.equal(viewOf([zones('Europe/Berlin', 'Europe/Berlin')]), undefined);
  });

  it('takes an old name for the zone that it is', () => {
    assert.equal(viewOf([zones('Asia/Kolkata', 'Asia/Calcutta'), zones('Pacific/Pago_Pago', 'US/Samoa')]), undefined);
  });

  it('names both zones with their present offsets, and what follows', () => {
    const view = viewOf([zones('Europe/Berlin', 'America/Los_Angeles', { name: 'Acme' })]);
    assert.equal(view?.text, '$(warning) Zoho CRM: time zone differs');
    assert.deepEqual(view.sections, [
      {
        heading: 'Acme',
        lines: [
          'This connection: Europe/Berlin (UTC+01:00)',
          'Ann Example at Zoho: America/Los_Angeles (UTC-08:00)',
          "Zoho's clock is 9 h behind.",
          'Times without an offset, such as those of a CSV file, are off by 9 h; reports show other days and hours than Zoho does.',
          'Organization: Europe/Berlin (UTC+01:00)',
        ],
      },
    ]);
  });

  it('names the zones of the organization and of this computer, too', () => {
    const example = zones('Europe/Berlin', 'America/Los_Angeles');
    const connection = { ...example, organization: { ...example.organization, timeZone: 'Asia/Tokyo' } };
    const lines = viewOf([connection], winter, 'Europe/London')?.sections[0]?.lines ?? [];
    assert.deepEqual(lines.slice(4), [
      'Organization: Asia/Tokyo (UTC+09:00)',
      'This computer: Europe/London (UTC+00:00)',
    ]);
  });

  it('warns in winter of zones that differ in summer only, and says from when on', () => {
    const lines = viewOf([zones('America/Phoenix', 'America/Denver')])?.sections[0]?.lines ?? [];
    assert.equal(lines[2], "Both clocks agree now, but from 2027-03-14 09:00 UTC on, Zoho's is 1 h ahead.");
  });

  it('says in summer until when they differ', () => {
    const lines = viewOf([zones('America/Phoenix', 'America/Denver')], Date.UTC(2027, 6, 1))?.sections[0]?.lines ?? [];
    assert.equal(
      lines[2],
      "Since 2027-03-14 09:00 UTC, Zoho's clock is 1 h ahead. From 2027-11-07 08:00 UTC on, they agree.",
    );
  });

  it('counts the connections when there are several', () => {
    const view = viewOf([
      zones('Europe/Berlin', 'Asia/Kathmandu', { name: 'A' }),
      zones('Europe/Berlin', 'Europe/London', { name: 'B' }),
      zones('Europe/Berlin', 'Europe/Berlin', { name: 'C' }),
    ]);
    assert.equal(view?.text, '$(warning) Zoho CRM: 2 time zones differ');
    assert.equal(view.accessibilityLabel, 'Zoho CRM: 2 time zones differ: A, B');
    assert.equal(view.sections[0]?.lines[2], "Zoho's clock is 4 h 45 min ahead.");
  });

  it('leaves out the connections that are to be quiet', () => {
    const quiet = zones('Europe/Berlin', 'Europe/London', { warnsAboutTimeZone: false });
    assert.equal(viewOf([quiet]), undefined);
    assert.ok(mismatchOf(quiet, winter), 'it is still known');
  });

  it('says nothing while nobody has signed in, and nothing about a zone of Zoho’s that we do not know', () => {
    assert.equal(viewOf([zones('Europe/Berlin', '')]), undefined);
    assert.equal(viewOf([zones('Europe/Berlin', 'Moon/Tycho')]), undefined);
  });

  it('warns of a zone of the connection that nobody knows', () => {
    const lines = viewOf([zones('Moon/Tycho', 'Europe/Berlin')])?.sections[0]?.lines ?? [];
    assert.equal(lines[2], 'This computer does not know the time zone Moon/Tycho.');
  });
});
