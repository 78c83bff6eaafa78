import { wordOf } from './cursor.ts';
import type { Place } from './place.ts';
import type { PathStep } from './scope.ts';
import { comparisonOperators } from './syntax.ts';
import type { Token } from './syntax.ts';

/** What is expected next in a condition. */
type Expected =
  'operand' | 'path' | 'name' | 'module' | 'operator' | 'list' | 'value' | 'and' | 'listItem' | 'listEnd' | 'goOn';

interface Reading {
  readonly expected: Expected;
  readonly column: readonly PathStep[];
  readonly operator: string;
  /** The second value of BETWEEN comes next, or has been. */
  readonly isSecond: boolean;
  readonly openBrackets: number;
}

const atStart: Reading = { expected: 'operand', column: [], operator: '', isSecond: false, openBrackets: 0 };

/** What may stand after these tokens, which follow WHERE. */
export function conditionPlace(tokens: readonly Token[]): Place {
  return placeFor(tokens.reduce(step, atStart));
}

function placeFor({ expected, column, operator, openBrackets }: Reading): Place {
  switch (expected) {
    case 'operand':
      return { kind: 'column', clause: 'where', steps: [] };
    case 'name':
      return { kind: 'column', clause: 'where', steps: column };
    case 'module':
      return { kind: 'arrowModule', lookup: column.at(-1)?.name ?? '' };
    case 'path':
    case 'operator':
      return { kind: 'operator', column, typed: operator };
    case 'value':
    case 'listItem': {
      const known = comparisonOperators.find((each) => each === operator);
      return known ? { kind: 'value', column, operator: known } : { kind: 'nothing' };
    }
    case 'goOn':
      return { kind: 'goOn', clause: 'where', openBrackets };
    case 'list':
    case 'listEnd':
    case 'and':
      return { kind: 'nothing' };
  }
}

function step(reading: Reading, token: Token): Reading {
  switch (reading.expected) {
    case 'operand':
      return operand(reading, token);
    case 'name':
    case 'module':
      return named(reading, token);
    case 'path':
      return afterName(reading, token);
    case 'operator':
      return operatorWord(reading, token);
    case 'list':
      return token.kind === 'open' ? { ...reading, expected: 'listItem' } : reading;
    case 'listItem':
    case 'listEnd':
      if (token.kind === 'close') return { ...reading, expected: 'goOn' };
      return { ...reading, expected: token.kind === 'comma' ? 'listItem' : 'listEnd' };
    case 'value': {
      const isBetween = reading.operator.endsWith('between') && !reading.isSecond;
      return { ...reading, expected: isBetween ? 'and' : 'goOn' };
    }
    case 'and':
      return wordOf(token) === 'and' ? { ...reading, expected: 'value', isSecond: true } : reading;
    case 'goOn':
      return afterComparison(reading, token);
  }
}

function operand(reading: Reading, token: Token): Reading {
  if (token.kind === 'open') return { ...reading, openBrackets: reading.openBrackets + 1 };
  if (token.kind !== 'word') return reading;
  return { ...atStart, openBrackets: reading.openBrackets, expected: 'path', column: [{ name: token.text }] };
}

function named(reading: Reading, token: Token): Reading {
  if (token.kind !== 'word') return reading;
  const last = reading.column.at(-1);
  const column =
    reading.expected === 'module' && last
      ? [...reading.column.slice(0, -1), { ...last, into: token.text }]
      : [...reading.column, { name: token.text }];
  return { ...reading, expected: 'path', column };
}

function afterName(reading: Reading, token: Token): Reading {
  if (token.kind === 'dot') return { ...reading, expected: 'name' };
  if (token.kind === 'arrow') return { ...reading, expected: 'module' };
  if (token.kind === 'operator') return { ...reading, expected: 'value', operator: token.text };
  return operatorWord(reading, token);
}

function operatorWord(reading: Reading, token: Token): Reading {
  const operator = `${reading.operator} ${wordOf(token) ?? ''}`.trim();
  if (operator.endsWith('null')) return { ...reading, operator, expected: 'goOn' };
  if (operator.endsWith('in')) return { ...reading, operator, expected: 'list' };
  const isWhole = operator.endsWith('like') || operator.endsWith('between');
  return { ...reading, operator, expected: isWhole ? 'value' : 'operator' };
}

function afterComparison(reading: Reading, token: Token): Reading {
  if (token.kind === 'close') return { ...reading, openBrackets: Math.max(0, reading.openBrackets - 1) };
  const word = wordOf(token);
  return word === 'and' || word === 'or' ? { ...atStart, openBrackets: reading.openBrackets } : reading;
}
