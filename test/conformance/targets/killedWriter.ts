// A run that dies in the middle of a transaction: `killedWriter.ts <DatabaseConnection as JSON>`. The rows are written by
// then; the checkpoint, which is on its way, pulls the plug.
import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import { openTarget } from '../../../src/core/targets/registry.ts';
import { planOf, record } from './exampleModule.ts';

const signal = new AbortController().signal;
const target = await openTarget(JSON.parse(process.argv[2] ?? '') as DatabaseConnection, undefined);
const [plan = planOf()] = (await target.schemaChanges([planOf()], new Map(), signal)).plans;
const writer = await target.startWriting('killed', signal);
const resume = { toJSON: () => process.kill(process.pid, 'SIGKILL') };
const records = [record(2, { Name: 'never seen' })];
await writer.write({ plan, deletions: [], records, readAt: 0, checkpoint: { upTo: 2, resume } }, signal);
