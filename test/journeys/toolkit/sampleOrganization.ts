import type { Page } from 'playwright-core';

import { acceptConsent } from './consent.ts';
import { activityBarTitle, paletteEntry } from './manifest.ts';
import { openActivity, runCommand, treeRow } from './workbench.ts';

/** Opens our place in the activity bar, connects to the sample organization, and waits until the tree shows what it has. */
export async function connectToSampleOrganization(page: Page): Promise<void> {
  await openActivity(page, activityBarTitle());
  await acceptConsent(page, () => runCommand(page, paletteEntry('zohoCrm.connectToSampleOrganization')));
  await treeRow(page, 'Modules').waitFor();
}
