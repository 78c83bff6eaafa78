import assert from 'node:assert/strict';

import type { ResultsPage } from '../../../src/protocol/results.ts';
import { exampleRecords, exampleSession, HeldSource, openTab } from '../../extension/results/exampleResult.ts';
import { themeNames } from '../../journeys/toolkit/themes.ts';
import { assertNothingSerious } from '../axe.ts';
import { useBrowserFor } from '../browser.ts';
import { hostOf } from './openResults.ts';

describe('the accessibility of the results', () => {
  const open = useBrowserFor<ResultsPage>('results');

  for (const theme of themeNames) {
    it(`has no serious flaw in the theme ${theme}: empty, with a menu, filtered`, async () => {
      const { session } = exampleSession();
      const { page, complaints } = await open(hostOf(session), { theme, ...small });
      await page.getByText('No results yet.').waitFor();
      await assertNothingSerious(page, 'empty');
      await openTab(session, new HeldSource([exampleRecords(30)]).releaseAll()).run;
      await page.getByRole('gridcell', { name: 'Ågren 0' }).first().click();
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByRole('columnheader', { name: /Last Name/ }).click({ button: 'right' });
      await assertNothingSerious(page, 'with a menu');
      await page.getByRole('menuitem', { name: 'Filter…' }).click();
      await page.getByRole('textbox', { name: 'Last Name' }).fill('zimmer');
      await page.getByText('6 pass the filters').first().waitFor();
      await assertNothingSerious(page, 'filtered');
      assert.deepEqual(complaints, []);
    });

    it(`has no serious flaw in the theme ${theme} when results are compared, and when one failed`, async () => {
      const { session } = exampleSession();
      const { tab } = openTab(session, new HeldSource([exampleRecords(12)]).releaseAll(), { title: 'Then' });
      await session.pin(tab.id, true);
      const other = openTab(session, new HeldSource([exampleRecords(10)]).releaseAll(), { title: 'Now' });
      await other.run;
      await session.compare(tab.id, other.tab.id);
      const { page, complaints } = await open(hostOf(session), { theme, ...small });
      await page.getByRole('gridcell', { name: 'Only in Then' }).first().waitFor();
      await assertNothingSerious(page, 'compared');
      await page.getByRole('tab', { name: 'Now, pinned' }).click();
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByRole('menuitem', { name: /^Side by Side with Then/ }).click();
      await page.getByRole('region', { name: 'Then' }).getByRole('gridcell').first().waitFor();
      await assertNothingSerious(page, 'side by side');
      const failing = new HeldSource([exampleRecords(1)]);
      void openTab(session, failing, { title: 'Deals' });
      failing.release(0, new Error('Zoho CRM cannot be reached.'));
      await page.getByRole('button', { name: 'Try Again' }).waitFor();
      await assertNothingSerious(page, 'failed');
      assert.deepEqual(complaints, []);
    });
  }
});

const small = { width: 900, height: 360 };
