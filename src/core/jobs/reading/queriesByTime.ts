import { FatalError } from '../../errors.ts';
import type { Completer } from './completer.ts';
import type { FieldPlan } from './fieldPlan.ts';
import type { QueryPages } from './queryPages.ts';
import type { RecordBatch } from './readRequest.ts';

/** One lane, as each page begins where the one before it ends; a record that is changed meanwhile comes again later. */
export async function* readByTime(pages: QueryPages, completer: Completer): AsyncGenerator<RecordBatch> {
  const isWanted = pages.fields.wanted.some(({ path }) => path === 'Modified_Time');
  for (let after: { time: string; id: string } | undefined; ;) {
    const page = await pages.readByTime(after);
    const last = page.records.at(-1);
    const time = last?.['Modified_Time'];
    if (last && typeof time === 'string') after = { time, id: last.id };
    else if (last) throw new FatalError(`The CRM did not say when ${last.id} was changed last.`);
    if (!isWanted && pages.fields.listed.length + pages.fields.queried.length === 0) {
      for (const record of page.records) Reflect.deleteProperty(record, 'Modified_Time');
    }
    const records = await completer.complete(page.records);
    if (records.length > 0) yield { records, remaining: undefined };
    if (!page.hasMore || !last) return;
  }
}

/** What does not fit into one query is read by id. */
export function inOneBatch(fields: FieldPlan): FieldPlan {
  const [first = [], ...others] = fields.columnBatches;
  const more = others.flat().filter((each) => each !== fields.version);
  return {
    ...fields,
    columnBatches: [first],
    listed: [...fields.listed, ...more.filter((each) => !each.includes('.'))],
    queried: [...fields.queried, ...more.filter((each) => each.includes('.'))],
  };
}
