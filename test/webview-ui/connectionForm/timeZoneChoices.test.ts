import assert from 'node:assert/strict';

import { searchOptions } from '../../../webview-ui/controls/optionSearch.ts';
import { offsetSpellings, timeZoneChoices } from '../../../webview-ui/connectionForm/timeZoneChoices.ts';
import { emma, zones } from './fakeHost.ts';

describe('the time zones to choose from', () => {
  it('begin with the user’s, the organization’s and this computer’s, under their present names', () => {
    const choices = timeZoneChoices(zones, emma, 'Asia/Tokyo');
    assert.deepEqual(
      choices.filter((each) => each.group === 'Suggested').map((each) => [each.value, each.detail]),
      [
        ['Europe/Stockholm', 'your Zoho time zone · UTC+01:00'],
        ['Asia/Kolkata', 'the organization’s · UTC+05:30'],
        ['Asia/Tokyo', 'this computer’s · UTC+09:00'],
      ],
    );
  });

  it('name each zone once, and say all that it is', () => {
    const choices = timeZoneChoices(zones, { ...emma, organizationTimeZone: 'Europe/Stockholm' }, 'Europe/Stockholm');
    assert.equal(choices.length, zones.length);
    assert.equal(choices[0]?.detail, 'your Zoho time zone · the organization’s · this computer’s · UTC+01:00');
  });

  it('suggest this computer’s alone before anybody has signed in', () => {
    const [first, second] = timeZoneChoices(zones, undefined, 'Asia/Calcutta');
    assert.equal(first?.value, 'Asia/Kolkata');
    assert.equal(second?.group, 'All time zones');
  });

  it('suggest nothing that is not in the list', () => {
    const choices = timeZoneChoices(zones, undefined, 'Mars/Olympus_Mons');
    assert.equal(choices[0]?.group, 'All time zones');
  });

  for (const query of ['+5:30', '+05:30', '+0530', 'UTC+5:30', 'gmt+5:30']) {
    it(`are found by the offset "${query}"`, () => {
      const [first] = searchOptions(timeZoneChoices(zones, undefined, 'Etc/UTC'), query);
      assert.equal(first?.value, 'Asia/Kolkata');
    });
  }

  it('are found by whole hours alone', () => {
    assert.ok(offsetSpellings('UTC−08:00').includes('-8'));
    assert.ok(!offsetSpellings('UTC+05:30').includes('+5'));
    assert.deepEqual(offsetSpellings('somewhere'), []);
  });
});
