import type { IdSequence } from '../ids.ts';
import type { RecordStore, StoredRecord } from '../records/store.ts';
import { optionsOf, roundedTo } from './valuesByType.ts';
import type { Seeding } from './draft.ts';
import { probabilityOf } from './moneyValues.ts';

/**
 * The stages that each deal went through, one row each: it moved on at equal distances between its making and its last
 * change. The last row has the stage that the deal has now (zoho-api.md section 4.3).
 */
export function writeDealHistory(seeding: Seeding, store: RecordStore, ids: IdSequence): void {
  const deals = seeding.schema.module('Deals');
  const stageField = deals && seeding.schema.field(deals, 'Stage');
  if (!stageField || !seeding.schema.module('DealHistory')) return;
  const stages = optionsOf(stageField);
  const rows = store
    .table('Deals')
    .ascending()
    .flatMap((deal) => historyOf(deal, stages));
  rows.sort((a, b) => a.Created_Time - b.Created_Time);
  const history = store.table('DealHistory');
  for (const values of rows) history.insert({ id: ids.next(), values });
}

function historyOf({ id, values }: StoredRecord, stages: readonly (string | null)[]) {
  const { Created_Time: from, Modified_Time: to, Amount: amount, Modified_By: who, Closing_Date: closing } = values;
  const last = stages.findIndex((stage) => stage === values['Stage']);
  if (typeof from !== 'number' || typeof to !== 'number' || typeof amount !== 'number' || last < 0) return [];
  const passed = to === from ? [] : stages.slice(0, Math.min(last, 3));
  const route = [...passed, stages[last] ?? null];
  const step = Math.floor((to - from) / Math.max(route.length - 1, 1) / 1000) * 1000;
  return route.map((stage, index) => ({
    Deal_Name: id,
    Stage: stage,
    Amount: amount,
    Expected_Revenue: roundedTo(2, (amount * probabilityOf(stage)) / 100),
    Probability: probabilityOf(stage),
    Close_Date: closing ?? null,
    Stage_Duration__s: index === route.length - 1 ? null : Math.floor(step / 86_400_000),
    Last_Activity_Time: to,
    Modified_By: who ?? null,
    Created_Time: from + index * step,
  }));
}
