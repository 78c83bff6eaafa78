import assert from 'node:assert/strict';

import { InputError } from '../../../src/core/errors.ts';
import type { ReadyJob } from '../../../src/extension/jobs/jobTarget.ts';
import { SharedTargets } from '../../../src/extension/jobs/sharedTargets.ts';
import { memoryState } from '../../core/memoryPorts.ts';
import { plainL10n } from '../plainL10n.ts';
import { exampleJob } from './exampleJob.ts';

const job = exampleJob('/data/copy.zoho-job.json');
const twin = exampleJob('/data/twin.zoho-job.json');
const elsewhere = exampleJob('/data/elsewhere.zoho-job.json', { sqlite: 'other.sqlite' });

describe('two jobs that write the same tables', () => {
  it('are asked about once, whichever of the two runs', async () => {
    const { shared, asked } = sharedTargets([job, twin, elsewhere]);
    assert.ok(await shared.agreed(job));
    assert.ok(await shared.agreed(job));
    assert.ok(await shared.agreed(twin));
    assert.deepEqual(asked, ['copy: twin']);
  });

  it('are asked about again after the user turned back', async () => {
    const { shared, asked } = sharedTargets([twin], false);
    assert.equal(await shared.agreed(job), false);
    assert.equal(await shared.agreed(job), false);
    assert.equal(asked.length, 2);
  });

  it('are asked about again when they share something else', async () => {
    const known = [twin];
    const { shared, asked } = sharedTargets(known);
    await shared.agreed(job);
    known.splice(0, 1, exampleJob(twin.file, { sqlite: 'new.sqlite' }));
    await shared.agreed(exampleJob(job.file, { sqlite: 'new.sqlite' }));
    assert.equal(asked.length, 2);
  });

  it('keep a schedule from running until somebody agreed', async () => {
    const { shared } = sharedTargets([twin]);
    await assert.rejects(shared.assertAgreed(job), (error) => {
      assert.ok(error instanceof InputError);
      assert.equal(
        error.message,
        '"copy" writes the same tables as "twin": those of Leads. It did not run at its time. Run it once by hand to allow that.',
      );
      return true;
    });
    await shared.agreed(job);
    await shared.assertAgreed(job);
  });

  it('are no matter where there is only one', async () => {
    const { shared, asked } = sharedTargets([job, elsewhere], false);
    assert.ok(await shared.agreed(job));
    await shared.assertAgreed(job);
    assert.deepEqual(asked, []);
  });
});

function sharedTargets(known: readonly ReadyJob[], answer = true) {
  const asked: string[] = [];
  const shared = new SharedTargets({
    ...{ state: memoryState(), l10n: plainL10n },
    known: () => Promise.resolve(known),
    databaseNamed: () => undefined,
    ask: (ready, others) => {
      asked.push(`${ready.name}: ${others.map(({ other }) => other.name).join()}`);
      return Promise.resolve(answer);
    },
  });
  return { shared, asked };
}
