import assert from 'node:assert/strict';

import type { MetadataChange } from '../../../src/core/metadata/metadataDiff.ts';
import { changeCount, changeReport } from '../../../src/extension/metadata/changeReport.ts';
import { plainL10n } from '../plainL10n.ts';

const facts = { connectionName: 'Acme EU', organizationName: 'Acme', before: 'yesterday', after: 'today' };
const leads = { apiName: 'Leads', label: 'Leads' };
const deals = { apiName: 'Deals', label: 'Opportunities' };
const email = { apiName: 'Email', label: 'Email' };

const changes: readonly MetadataChange[] = [
  { kind: 'moduleRenamed', module: deals, before: { apiName: 'Deals', label: 'Deals' } },
  { kind: 'fieldMandatory', module: leads, field: email, isMandatory: true },
  { kind: 'fieldType', module: leads, field: email, before: 'email (100)', after: 'text (80)' },
  { kind: 'fieldAdded', module: leads, field: { apiName: 'Score', label: 'Lead Score' }, type: 'integer (5)' },
  {
    kind: 'fieldRenamed',
    module: leads,
    field: { apiName: 'Area', label: 'Area' },
    before: { apiName: 'Region', label: 'Region' },
  },
  {
    kind: 'fieldPickList',
    module: leads,
    field: { apiName: 'Lead_Source', label: 'Lead Source' },
    ...{ added: ['Podcast'], removed: ['Fax'], renamed: [{ before: 'Ad', after: 'Advert' }] },
  },
  { kind: 'moduleReadability', module: { apiName: 'Notes', label: 'Notes' }, unreadableBecause: 'noPermission' },
];

describe('the report of what changed', () => {
  it('says it module by module in words', () => {
    const text = changeReport(changes, facts, plainL10n);
    for (const line of [
      '# What changed in Acme EU',
      'Metadata of Acme, read today, compared with those read yesterday.',
      '**Changes: 7. Modules: 3.**',
      '## Opportunities (`Deals`)',
      '- The module was called Deals.',
      '## Leads',
      '- Email is mandatory now.',
      '- Email is `text (80)` now; it was `email (100)`.',
      '- Lead Score (`Score`) is new: `integer (5)`.',
      '- Area was called Region.',
      '- The pick list of Lead Source (`Lead_Source`) has changed: new “Podcast”; gone “Fax”; “Advert” was “Ad”.',
      '- The module can no longer be read: no permission.',
    ]) {
      assert.ok(text.includes(line), `${line}\n\nis missing in\n\n${text}`);
    }
  });

  it('ends with a diff of keys', () => {
    const text = changeReport(changes, facts, plainL10n);
    const diff = text.slice(text.indexOf('```diff'));
    assert.equal(
      diff,
      [
        '```diff',
        '@@ Deals @@',
        '- Deals',
        '+ Deals “Opportunities”',
        '@@ Leads @@',
        '- Email: optional',
        '+ Email: mandatory',
        '- Email: email (100)',
        '+ Email: text (80)',
        '+ Score “Lead Score”: integer (5)',
        '- Region',
        '+ Area',
        '- Lead_Source = Fax',
        '- Lead_Source = Ad',
        '+ Lead_Source = Podcast',
        '+ Lead_Source = Advert',
        '@@ Notes @@',
        '- readable',
        '+ no permission',
        '```',
        '',
      ].join('\n'),
    );
  });

  it('says when there is nothing to say', () => {
    const text = changeReport([], { ...facts, before: undefined }, plainL10n);
    assert.match(text, /Nothing has changed\.\n$/);
    assert.ok(!text.includes('```'));
  });

  it('takes texts of the organization for texts', () => {
    const evil = { apiName: 'X', label: '<img src=x> [link](command:evil)\n# heading' };
    const text = changeReport([{ kind: 'moduleAdded', module: evil }], facts, plainL10n);
    const outside = text.slice(0, text.indexOf('```'));
    assert.ok(!/(?<!\\)<img|(?<!\\)\[link|^# heading/m.test(outside), outside);
  });

  it('counts', () => {
    assert.equal(changeCount(changes, plainL10n), '7 changes in 3 modules');
    assert.equal(changeCount(changes.slice(1, 3), plainL10n), '2 changes in 1 module');
    assert.equal(changeCount(changes.slice(1, 2), plainL10n), '1 change');
  });
});
