import { idOf } from '../../../conformance/targets/exampleModule.ts';
import { answeredFields, answeredPaths } from './answeredPages.ts';

export type Random = () => number;

export function oneOf<Value>(random: Random, all: readonly Value[]): Value {
  return all[Math.floor(random() * all.length)] as Value;
}

const texts = [
  ...[
    '',
    'plain',
    'say "hi"',
    '"',
    '""',
    'a,b',
    'a\r\nb',
    '\r',
    '\n\n€',
    'C:\\new\\"x"',
    '\\N',
    '\\',
    '/',
    ' ',
    'null',
  ],
  ...['Grüße 你好 👩‍👩‍👧 𝄞', '\u2028\uFEFF', 'a\0b', '\u0001\u001f\u007f\t\b\f', "'=1+1", '-1', 'Closed Won', '{"id":"1"}'],
  ...[
    '"data":[{',
    '1234567890123456789',
    ':12345678901234567',
    'x'.repeat(70),
    'ä"'.repeat(300),
    '\ufffd',
    '\\u0041',
    ']',
  ],
].map((text) => JSON.stringify(text));
const numbers = [
  ...[
    '0',
    '-5',
    '7',
    '1.10',
    '0.5',
    '-0.5',
    '0.0001',
    '0.0000001',
    '123456789012345',
    '1234567890123456',
    '10.00',
    '0.00',
  ],
  ...[
    '12345678901234567890.12',
    '-0.0',
    '-0.00',
    '999999999999.99',
    '0.1234567890123456789',
    '100000000000000000000000',
  ],
  ...[
    '2147483648',
    '-2147483649',
    '12.0',
    '9007199254740993',
    '-9007199254740993',
    '1234567890123450',
    '0.10000000000000000',
  ],
];
const times = [
  '2026-03-08T01:59:59-08:00',
  '2026-12-31T23:30:00-01:00',
  '2026-02-30T00:00:00Z',
  '2026-01-01',
  'soon',
  '',
];
const words = ['null', 'true', 'false'];
const lists = [
  '[]',
  '["Red"]',
  '["Red","Blue; \\"light\\""]',
  '["a,b","\\u00fc","\\\\"]',
  '[[],{}]',
  '["]","}"]',
  '[""]',
];
const objects = [
  '{}',
  '{"name":"a,\\"b","id":"1"}',
  '[{"name":"vip","id":"1","color_code":null}]',
  '{"a":[1,2.50,true]}',
];
const references = [72, 73, 74].flatMap((number) => {
  const id = `"id":"${idOf(number)}"`;
  return [`{"name":"Zoë & \\"Söhne\\"",${id}}`, `{${id},"name":"x, y"}`, `{"name":null,${id}}`, `{${id}}`];
});

/** JSON by type of field; what is of no type may be anything. */
const usual: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['integer', 'decimal', 'currency', 'percent'].map((type) => [type, numbers])),
  ...{
    date: times.concat('2024-02-29').map((time) => JSON.stringify(time)),
    dateTime: times.map((time) => `"${time}"`),
  },
  ...{ boolean: ['true', 'false'], lookup: references, userLookup: references, multiPickList: lists },
  ...{ bigInteger: ['"9223372036854775807"', ...numbers, '""', '[]'], autoNumber: ['"A-1"', '""', ...numbers] },
  ...{ other: [...lists, ...objects, ...words, ...numbers, ...texts] },
};

const strange = [
  ...[
    '1e5',
    '[-3E5]',
    '-0',
    '1E400',
    '01',
    '+1',
    '.5',
    '5.',
    '-',
    'truth',
    'nul',
    'NaN',
    '"',
    '"\\x"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
  ],
  ...[
    `{"name":"who","id":"${idOf(75)}"}`,
    '{"name":"","id":"1"}',
    '{"id":"1","id":"2"}',
    '{"name":"a","name":"b"}',
    '{"name":"a"}',
    '{"id":5}',
    '{"id":null}',
  ],
  ...[
    '{"name":"a","id":"1","email":"x"}',
    '"\n"',
    '[1,]',
    '[}',
    '{"a"}',
    '[ ]',
    '{ }',
    '[1 2]',
    '{"a":1,}',
    '"\\u00g0"',
    '',
  ],
  ...[
    '["\\ud800"]',
    '["\t"]',
    '[01]',
    '[1.]',
    '[tru]',
    '{"a" : [ 1 , "b" ] }',
    '{"__proto__":{"a":1}}',
    '12 ',
    ' 12',
    '[nul]',
  ],
];

/** A page of JSON: most of them as they should be, the others with something wrong or unusual in one place. */
export function randomPage(random: Random): Buffer {
  const order = random() < 0.5 ? [...answeredPaths, 'id'] : shuffled(random, [...answeredPaths, 'id']);
  const count = 1 + Math.floor(random() * 8);
  const records = Array.from({ length: count }, (_, row) =>
    order.map((key): Member => [key, key === 'id' ? `"${idOf(row)}"` : valueOf(random, key)]),
  );
  const isStrange = random() < 0.5;
  if (isStrange) oneOf(random, changesOfRecords)(random, records);
  const data = records.map((members) => `{${members.map(([key, json]) => `"${key}":${json}`).join(',')}}`).join(',');
  const info = `"info":{"count":${count},"more_records":${oneOf(random, words)}}`;
  const page = oneOf(random, respellings)(`{"data":[${data}],${info}}`);
  return isStrange && random() < 0.5 ? oneOf(random, changesOfPages)(random, page) : Buffer.from(page);
}

type Member = [key: string, json: string];

function valueOf(random: Random, key: string): string {
  if (random() < 0.15) return 'null';
  const found = answeredFields.find(({ apiName }) => apiName === key);
  const type = found?.resultType ?? found?.type ?? (key.includes('.') ? 'phone' : 'other');
  return oneOf(random, usual[type] ?? texts);
}

const respellings: readonly ((json: string) => string)[] = [
  (json) => json,
  (json) => json.replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (json) => json.replaceAll('/', '\\/').replaceAll('i', (letter, at: number) => (at % 7 === 0 ? '\\u0069' : letter)),
];

const changesOfRecords: readonly ((random: Random, records: Member[][]) => void)[] = [
  (random, records) => {
    oneOf(random, oneOf(random, records))[1] = oneOf(random, strange);
  },
  (random, records) => {
    oneOf(random, oneOf(random, records))[1] = oneOf(random, [
      ...texts,
      ...numbers,
      ...references,
      ...lists,
      ...objects,
    ]);
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
