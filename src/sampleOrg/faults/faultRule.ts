import type { HttpRequest } from '../http/exchange.ts';
import type { Fault } from './fault.ts';
import { parseEffect } from './faultEffect.ts';
import { InputError, JsonInput } from './jsonInput.ts';

/** Which of the calls that match a rule suffer its effect; calls are counted from 1. */
export type Turn =
  | { readonly kind: 'each' }
  | { readonly kind: 'nth'; readonly number: number }
  | { readonly kind: 'everyNth'; readonly number: number }
  | { readonly kind: 'firstN'; readonly number: number }
  | { readonly kind: 'fromNth'; readonly number: number }
  | { readonly kind: 'probability'; readonly probability: number };

export interface FaultRule {
  /** For people, in what the control endpoint lists. */
  readonly name: string;
  readonly matches: (request: HttpRequest) => boolean;
  readonly turn: Turn;
  /** How often the effect happens at most. */
  readonly times: number;
  readonly effect: Fault;
  /** The rule as it was written. */
  readonly source: unknown;
}

/**
 * Reads the rules of a faults file:
 *
 * ```json
 * { "rules": [
 *   { "name": "credits run out", "method": "GET", "path": "/crm/v8/**", "firstN": 3, "effect": { "kind": "answer", "status": 429 } },
 *   { "method": ["POST", "PUT"], "path": "/crm/v8/Leads", "nth": 1, "effect": { "kind": "drop", "when": "after" } },
 *   { "pathPattern": "/read/\\d+/result$", "times": 1, "effect": { "kind": "truncate", "keepBytes": 100 } },
 *   { "query": "page=2", "probability": 0.1, "effect": { "kind": "delay", "milliseconds": 2000 } },
 *   { "body": "from Leads", "everyNth": 5, "effect": { "kind": "expireToken" } }
 * ] }
 * ```
 *
 * A rule matches a call when all that it names match: `method` (one or several), `path` (the whole path as it was sent,
 * prefixes such as `/sandbox` included; `*` stands for anything but `/`, `**` for anything) or `pathPattern` (a regular
 * expression that is found in the path), `query` (a text that the decoded query contains), `body` (a text that the body
 * contains). Of the calls that match, `nth`, `everyNth`, `firstN`, `fromNth` or `probability` (0 to 1, by the seed)
 * choose those whose turn it is, by default each; `times` says how often at most. Effects: see `parseEffect`.
 *
 * Throws InputError, which names the entry and the key.
 */
export function parseFaultRules(value: unknown): readonly FaultRule[] {
  const input = new JsonInput(value, '');
  const rules = input.required('rules', input.array('rules'));
  input.finish();
  return rules.map((rule, index) => parseRule(rule, index));
}

function parseRule(value: unknown, index: number): FaultRule {
  const input = new JsonInput(value, `rules[${index}]`);
  const name = input.text('name') ?? `rule ${index + 1}`;
  const tests = [methodTest(input), pathTest(input), textTest(input)];
  const turn = parseTurn(input);
  const times = input.wholeNumber('times', 1, 1_000_000_000) ?? Infinity;
  const effect = parseEffect(new JsonInput(input.required('effect', input.value('effect')), input.keyOf('effect')));
  input.finish();
  return { name, matches: (request) => tests.every((test) => test(request)), turn, times, effect, source: value };
}

type Test = (request: HttpRequest) => boolean;

function methodTest(input: JsonInput): Test {
  const value = input.value('method');
  if (value === undefined) return () => true;
  const methods: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (methods.length === 0 || !methods.every((each) => typeof each === 'string' && /^[A-Z]+$/.test(each))) {
    throw new InputError(input.keyOf('method'), 'must be a method such as "GET", or a list of methods.');
  }
  return (request) => methods.includes(request.method);
}

function pathTest(input: JsonInput): Test {
  const glob = input.text('path');
  const pattern = input.text('pathPattern');
  if (glob !== undefined && pattern !== undefined) {
    throw new InputError(input.keyOf('path'), 'and pathPattern exclude each other.');
  }
  if (glob !== undefined) {
    const expression = globExpression(glob);
    return (request) => expression.test(request.path);
  }
  if (pattern === undefined) return () => true;
  const expression = regularExpression(pattern, input.keyOf('pathPattern'));
  return (request) => expression.test(request.path);
}

function textTest(input: JsonInput): Test {
  const query = input.text('query');
  const body = input.text('body');
  return (request) =>
    (query === undefined || decodedQuery(request.query).includes(query)) &&
    (body === undefined || request.body.includes(body));
}

function decodedQuery(query: URLSearchParams): string {
  return [...query].map(([name, value]) => `${name}=${value}`).join('&');
}

function globExpression(glob: string): RegExp {
  const pieces = glob.split(/(\*\*|\*)/).map((piece) => {
    if (piece === '**') return '.*';
    return piece === '*' ? '[^/]*' : piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${pieces.join('')}$`);
}

function regularExpression(pattern: string, key: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new InputError(key, 'is not a regular expression.');
  }
}

const counted = ['nth', 'everyNth', 'firstN', 'fromNth'] as const;

function parseTurn(input: JsonInput): Turn {
  const turns: Turn[] = [];
  for (const kind of counted) {
    const number = input.wholeNumber(kind, 1, 1_000_000_000);
    if (number !== undefined) turns.push({ kind, number });
  }
  const probability = input.number('probability', 0, 1);
  if (probability !== undefined) turns.push({ kind: 'probability', probability });
  if (turns.length > 1) {
    throw new InputError(input.where, `may have only one of ${[...counted, 'probability'].join(', ')}.`);
  }
  return turns[0] ?? { kind: 'each' };
}
