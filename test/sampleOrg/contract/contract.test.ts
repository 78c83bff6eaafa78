import assert from 'node:assert/strict';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import type { Answer } from './contract.ts';
import { Contract } from './contract.ts';
import type { ContractCase, ContractRequest, HttpAnswer, World } from './contractCase.ts';
import { correctFile, correctFiles, eachName } from './correction.ts';
import { corrections, statusCorrections } from './corrections.ts';
import { metadataCases } from './metadataCases.ts';
import type { Json } from './openApiFiles.ts';
import { openApiFolder, readOpenApiFiles } from './openApiFiles.ts';
import { recordCases } from './recordCases.ts';
import { exploreWorld } from './world.ts';

const folder = openApiFolder();
const skipped = folder === undefined ? ' — SKIPPED: set ZOHO_OPENAPI_DIR to the folder with the files to run it' : '';

describe(`the sample organization against Zoho's OpenAPI files${skipped}`, () => {
  let files: ReadonlyMap<string, Json>;
  let contract: Contract;
  let sampleOrg: RunningSampleOrg;
  let world: World;
  const matching: Answer[] = [];

  before(async function () {
    if (folder === undefined) this.skip();
    files = await readOpenApiFiles(folder);
    contract = new Contract(correctFiles(files, corrections), statusCorrections);
    sampleOrg = await startSampleOrg({ records: new Map([['Leads', 30]]), bulkStepMs: 1 });
    world = await exploreWorld((method, path, body) => send({ method: method as 'GET', path, body }));
  });

  after(async () => {
    if (folder !== undefined) await sampleOrg.stop();
  });

  async function send({ path, method = 'GET', body, form }: ContractRequest): Promise<HttpAnswer> {
    const content = form ? form() : body === undefined ? null : JSON.stringify(body);
    const headers = new Headers({ Authorization: `Zoho-oauthtoken ${sampleOrg.info.accessToken}` });
    if (typeof content === 'string') headers.set('Content-Type', 'application/json');
    const response = await fetch(sampleOrg.info.apiUrl + path, { method, headers, body: content });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  function check(group: string, cases: readonly ContractCase[]): void {
    describe(group, () => {
      for (const each of cases) {
        it(each.title, async () => {
          const { status, body } = await send(each.request(world));
          assert.equal(status, each.status, JSON.stringify(body));
          const [method = '', path = ''] = each.operation.split(' ');
          const answer = { file: each.file, method, path, status, body };
          contract.expectMatches(answer);
          matching.push(answer);
        });
      }
    });
  }

  check('organization, users and settings', metadataCases);
  check('records', recordCases);

  describe('the corrections of the files', () => {
    it('are all needed', function () {
      this.timeout(120_000);
      const corrected = correctFiles(files, corrections);
      const all = eachName(corrections);
      const unneeded = all.filter((one) => {
        const others = all.filter((each) => each !== one && each.file === one.file);
        const content = correctFile(files.get(one.file) ?? {}, others);
        return matchesAll(new Contract(new Map(corrected).set(one.file, content), statusCorrections), one.file);
      });
      assert.deepEqual(
        unneeded.map(({ file, at, kind, names }) => `${file}.json#${at} ${kind} ${names.join()}`),
        [],
      );
    });

    it('of statuses are all needed', () => {
      const corrected = correctFiles(files, corrections);
      const unneeded = statusCorrections.filter((one) => {
        const others = statusCorrections.filter((each) => each !== one);
        return matchesAll(new Contract(corrected, others), one.file);
      });
      assert.deepEqual(unneeded, []);
    });

    /** Whether every answer that matched before matches; those of one file are looked at first. */
    function matchesAll(changed: Contract, firstFile: string): boolean {
      const inOrder = [
        ...matching.filter((answer) => answer.file === firstFile),
        ...matching.filter((answer) => answer.file !== firstFile),
      ];
      return inOrder.every((answer) => changed.problems(answer).length === 0);
    }
  });
});
