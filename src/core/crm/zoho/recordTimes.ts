import type { SentInstant } from '../../model/metadata.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asText } from '../../model/parse.ts';
import type { RecordSample } from '../crmClient.ts';
import type { ApiCall } from './apiCalls.ts';
import { instantText } from './apiCalls.ts';

const fields = ['Created_Time', 'Modified_Time'] as const;

/** The call that reads some records' times: the list, which needs no scope of its own, or COQL where a span is asked for. */
export function timesCall(sample: RecordSample): ApiCall {
  const direction = sample.order === 'newestFirst' ? 'desc' : 'asc';
  if (!sample.modifiedBetween) {
    const query = { fields: fields.join(','), sort_by: 'Modified_Time', sort_order: direction };
    return { path: `/${sample.moduleApiName}`, query: { ...query, per_page: String(sample.count) } };
  }
  const [from, to] = sample.modifiedBetween.map(instantText);
  const question = [
    `select ${fields.join(', ')} from ${sample.moduleApiName}`,
    `where Modified_Time between '${from ?? ''}' and '${to ?? ''}'`,
    `order by Modified_Time ${direction} limit ${sample.count}`,
  ].join(' ');
  return { method: 'POST', path: '/coql', body: JSON.stringify({ select_query: question }) };
}

export function readTimes(record: JsonObject): readonly SentInstant[] {
  const recordId = asText(record['id']) ?? '';
  return fields.flatMap((field) => {
    const text = asText(record[field]);
    return text === undefined ? [] : [{ recordId, field, text }];
  });
}
