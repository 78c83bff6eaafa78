import type { CrmRecord } from '../../../src/core/model/record.ts';
import type { TargetWriter, WriteResult } from '../../../src/core/targets/dataTarget.ts';
import type { SinkInput } from '../sinks/sinkInput.ts';
import { never, openWithTables } from '../sinks/sinkInput.ts';
import { sinkPlan, sinkRecords } from '../sinks/sinkRecords.ts';
import type { Deed } from './contestant.ts';

/** As many records as a query gives; the next batch is handed over while one is written, as copies do. */
const batchRecords = 2_000;

/** The product's own writing: with types, checkpoints, counts and versions, until its writer has done all that it put off. */
export async function run({ connection, records, mode }: SinkInput): Promise<Deed> {
  const target = await openWithTables(connection);
  if (mode === 'again') {
    const before = await target.startWriting('bench', never);
    await write(before, sinkRecords(records, 1));
    await before.close();
  }
  const writer = await target.startWriting('bench', never);
  const all = sinkRecords(records, mode === 'again' ? 2 : 1);
  const startedAt = performance.now();
  const count = await write(writer, all);
  await writer.close();
  const ms = performance.now() - startedAt;
  await target.close();
  return { count, ms };
}

async function write(writer: TargetWriter, records: readonly CrmRecord[]): Promise<number> {
  let count = 0;
  let before: Promise<WriteResult> | undefined;
  for (let at = 0; at < records.length; at += batchRecords) {
    const batch = { plan: sinkPlan, deletions: [], records: records.slice(at, at + batchRecords), readAt: 0 };
    const now = writer.write({ ...batch, checkpoint: { resume: at } }, never);
    count += written(await before);
    before = now;
  }
  return count + written(await before);
}

function written(result: WriteResult | undefined): number {
  if (result?.rejected[0]) throw new Error(result.rejected[0].reason);
  return result ? result.inserted + result.updated : 0;
}
