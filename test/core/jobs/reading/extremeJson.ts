import { idOf } from '../../../conformance/targets/exampleModule.ts';

const texts = [
  ...['', 'plain', 'say "hi"', '"', 'a,b', 'a\r\nb', '\r', '\n\n€', 'C:\\new\\"x"', '\\N', '\\', '/', ' ', 'null'],
  ...['Grüße 你好 👩‍👩‍👧 𝄞', '\u2028\uFEFF', '\u0001\u001F\u007F\t\b\f', "'=1+1", '-1', 'Closed Won', '{"id":"1"}'],
  ...['"data":[{', '1234567890123456789', ':12345678901234567', 'x'.repeat(70), 'ä"'.repeat(300), '\uFFFD', '\\u0041'],
].map((text) => JSON.stringify(text));

const whole = listed('0 -5 7 12.0 2147483647 -2147483648');
const long = listed('123456789012345 -123456789012345 9007199254740991 "9223372036854775807" "12" "" []');
const numbers = listed(
  '1.10 0.5 -0.5 0.0001 0.0000001 10.00 0.00 -0.0 -0.00 999999999999.99 100000000000000 1234567890123450',
);
const tooLong = listed(
  '12345678901234567890.12 0.1234567890123456789 100000000000000000000000 9007199254740993 0.10000000000000000 2147483648',
);
const days = listed('"2024-02-29" "0001-01-01" "9999-12-31" ""');
const instants = listed('"2026-03-08T01:59:59-08:00" "2026-12-31T23:30:00-01:00" "2026-01-01T00:00:00Z" ""');
const noTimes = listed('"2026-02-30T00:00:00Z" "2026-13-01" "soon" "9999-12-31T23:59:59-01:00"');
const lists = listed(String.raw`[] ["Red"] ["Red","Blue;\"light\""] ["a,b","\u00fc","\\"] ["]","}"] [""]`);
const objects = listed(
  String.raw`{} {"name":"a,\"b","id":"1"} [{"name":"vip","id":"1"}] {"a":[1,2.50,true]} [[],{}] null`,
);
const references = [72, 73, 74].flatMap((number) => {
  const id = `"id":"${idOf(number)}"`;
  return [`{"name":"Zoë & \\"Söhne\\"",${id}}`, `{${id},"name":"x, y"}`, `{"name":null,${id}}`, `{${id}}`];
});

/** JSON of values, by type of field; of a text for other types. */
export const usualJson: Readonly<Record<string, readonly string[]>> = {
  ...{ text: texts, integer: whole, bigInteger: [...whole, ...long], autoNumber: ['"A-1"', ...whole, ...long] },
  ...Object.fromEntries(['decimal', 'currency', 'percent'].map((type) => [type, [...whole, ...numbers]])),
  ...{ date: days, dateTime: instants, boolean: ['true', 'false'], lookup: references, userLookup: references },
  ...{ multiPickList: lists, other: [...lists, ...objects, ...whole, ...long, ...numbers, ...texts] },
};

/** What comes as the type has it, but finds no place in some databases. */
export const rareJson: Readonly<Record<string, readonly string[]>> = {
  ...{ text: ['"a\\u0000b"'], integer: [...numbers, ...tooLong], bigInteger: [...numbers, ...tooLong] },
  ...Object.fromEntries(['decimal', 'currency', 'percent'].map((type) => [type, tooLong])),
  ...{ date: noTimes, dateTime: noTimes, other: tooLong },
};

/** What no field of a type has, and what is no JSON. */
export const strangeJson: readonly string[] = [
  ...listed(
    String.raw`1e5 [-3E5] -0 1E400 01 +1 .5 5. - truth nul NaN " "\x" "\ud800" "\udc00\ud800" "\u00g0" [nul] [01] [1.]`,
  ),
  ...listed(
    String.raw`{"id":"1","id":"2"} {"name":"a","name":"b"} {"name":"a"} {"id":5} {"id":null} {"name":"","id":"1"}`,
  ),
  ...listed(
    String.raw`{"name":"a","id":"1","email":"x"} [1,] [} {"a"} {"a":1,} ["\ud800"] [tru] {"__proto__":{"a":1}} ["\x"]`,
  ),
  ...[
    `{"name":"who","id":"${idOf(75)}"}`,
    '"\n"',
    '["\t"]',
    '[ ]',
    '{ }',
    '[1 2]',
    '{"a" : [ 1 , "b" ] }',
    '12 ',
    ' 12',
    '',
  ],
  ...[...texts, ...numbers, ...references, ...lists, ...objects],
  `${'['.repeat(40)}${']'.repeat(40)}`,
];

function listed(values: string): readonly string[] {
  return values.split(' ');
}
