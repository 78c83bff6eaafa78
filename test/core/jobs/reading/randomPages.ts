import { idOf } from '../../../conformance/targets/exampleModule.ts';
import { answeredFields, answeredPaths } from './answeredPages.ts';
import { rareJson, strangeJson, usualJson } from './extremeJson.ts';

export type Random = () => number;

export function oneOf<Value>(random: Random, all: readonly Value[]): Value {
  return all[Math.floor(random() * all.length)] as Value;
}

/** A page of JSON of at most eight records: most of them as they should be, the others with something wrong or unusual in one place. */
export function randomPage(random: Random, firstId = 0): Buffer {
  const order = random() < 0.5 ? [...answeredPaths, 'id'] : shuffled(random, [...answeredPaths, 'id']);
  const count = 1 + Math.floor(random() * 8);
  const records = Array.from({ length: count }, (_, row) =>
    order.map((key): Member => [key, key === 'id' ? `"${idOf(firstId + row)}"` : valueOf(random, key)]),
  );
  const isStrange = random() < 0.5;
  if (isStrange) oneOf(random, changesOfRecords)(random, records);
  const data = records.map((members) => `{${members.map(([key, json]) => `"${key}":${json}`).join(',')}}`).join(',');
  const info = `"info":{"count":${count},"more_records":${oneOf(random, ['null', 'true', 'false'])}}`;
  const page = oneOf(random, respellings)(`{"data":[${data}],${info}}`);
  return isStrange && random() < 0.5 ? oneOf(random, changesOfPages)(random, page) : Buffer.from(page);
}

type Member = [key: string, json: string];

function valueOf(random: Random, key: string): string {
  if (random() < 0.15) return 'null';
  const found = answeredFields.find(({ apiName }) => apiName === key);
  const type = found?.resultType ?? found?.type ?? (key.includes('.') ? 'phone' : 'other');
  const all = (random() < 0.01 ? rareJson[type] : undefined) ?? usualJson[type] ?? usualJson['text'];
  return oneOf(random, all ?? []);
}

const respellings: readonly ((json: string) => string)[] = [
  (json) => json,
  (json) => json.replaceAll(/[^ -~]/g, escapeOf),
  (json) =>
    json.replaceAll('/', '\\/').replaceAll(/[ x]/g, (char, at: number) => (at % 3 === 0 ? escapeOf(char) : char)),
];

function escapeOf(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const changesOfRecords: readonly ((random: Random, records: Member[][]) => void)[] = [
  (random, records) => {
    oneOf(random, oneOf(random, records))[1] = oneOf(random, strangeJson);
  },
  (random, records) => {
    oneOf(random, oneOf(random, records))[1] = oneOf(random, strangeJson);
  },
  (random, records) => oneOf(random, records).reverse(),
  (random, records) => oneOf(random, records).splice(Math.floor(random() * answeredPaths.length), 1),
  (random, records) => oneOf(random, records).push(['Name', '"twice"']),
  (random, records) => oneOf(random, records).push(['More', '1']),
];

const changesOfPages: readonly ((random: Random, page: string) => Buffer)[] = [
  (random, page) => Buffer.from(page).subarray(0, random() * page.length),
  (_random, page) => Buffer.from(page.replaceAll('":', '" : ').replaceAll(',"', ',\n "')),
  (_random, page) => Buffer.from(page.replace(/^\{(.*),("info":.*)\}$/s, '{$2,$1}')),
  (_random, page) => Buffer.from(page.replace(/\}$/, ',"data":[]}')),
  (_random, page) => Buffer.from(page.replace(/\}$/, ',"info":{"more_records":true},"status":"x"}')),
  (_random, page) => Buffer.from(page.replace('"Owner"', '"\\u004fwner"')),
  () => Buffer.from('<html><body>Sorry</body></html>'),
  (_random, page) => Buffer.from(`\ufeff${page}`),
  (random, page) => {
    const bytes = Buffer.from(page);
    bytes[Math.floor(random() * bytes.length)] = random() < 0.8 ? oneOf(random, signs) : Math.floor(random() * 256);
    return bytes;
  },
  (random, page) => {
    const at = Math.floor(random() * page.length);
    return Buffer.from(page.slice(0, at) + page.slice(at + 1));
  },
];

const signs = [...Buffer.from('"\\,:{}[]0 -.en')];

function shuffled<Value>(random: Random, all: readonly Value[]): readonly Value[] {
  return all
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
