import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as sdk from '@zohocrm/typescript-sdk-8.0';

import { benchFields, benchModule } from '../crm/benchFields.ts';
import type { PagesInfo } from '../crm/startPages.ts';
import type { Deed } from './contestant.ts';

/** Zoho's own client, which makes objects of the records and no more; signed in before the clock runs. */
export async function run({ info, records }: { readonly info: PagesInfo; readonly records: number }): Promise<Deed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zcb-'));
  try {
    await initialize(info, folder);
    await readPages(1);
    const startedAt = performance.now();
    const count = await readPages(records);
    return { count, ms: performance.now() - startedAt };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readPages(records: number): Promise<number> {
  let count = 0;
  for (let token: string | undefined | null; token !== null && count < records;) {
    const parameters = new sdk.ParameterMap();
    await parameters.add(sdk.Record.GetRecordsParam.FIELDS, benchFields.join(','));
    if (token !== undefined) await parameters.add(sdk.Record.GetRecordsParam.PAGE_TOKEN, token);
    const page: unknown = (await new sdk.Record.RecordOperations(benchModule).getRecords(parameters)).getObject();
    if (!(page instanceof sdk.Record.ResponseWrapper)) throw new Error('The official client did not get a page.');
    count += page.getData().length;
    token = page.getInfo().getNextPageToken();
  }
  return count;
}

async function initialize(info: PagesInfo, folder: string): Promise<void> {
  const environment = sdk.DataCenter.setEnvironment(info.apiUrl, `${info.accountsUrl}/oauth/v2/token`, info.apiUrl);
  const { clientId, clientSecret, refreshToken } = info;
  const token = new sdk.OAuthBuilder().clientId(clientId).clientSecret(clientSecret).refreshToken(refreshToken).build();
  await new sdk.InitializeBuilder()
    .environment(environment)
    .token(token)
    .store(new sdk.FileStore(path.join(folder, 'tokens.txt')))
    .SDKConfig(new sdk.SDKConfigBuilder().pickListValidation(false).autoRefreshFields(false).build())
    .resourcePath(folder)
    .logger(new sdk.LogBuilder().level(sdk.Levels.OFF).filePath(path.join(folder, 'log.txt')).build())
    .initialize();
}
