import type { StoredValue } from './store.ts';

/** Values that a formula reads: those of the record, and with `rows` those of a subform, one for each row. */
export interface FormulaInput {
  readonly value: (fieldName: string) => StoredValue;
  readonly rows: (subform: string, fieldName: string) => readonly StoredValue[];
}

/** A formula that was read, ready to be computed for many records. */
export type Formula = (input: FormulaInput) => StoredValue;

/**
 * Reads a formula: numbers, texts in quotes, `${Field}`, `+ - * /`, comparisons, brackets and the functions of
 * `functions` below. An empty operand counts as zero in sums; elsewhere it makes the result empty, as does a division by
 * zero. Throws SyntaxError: formulas come from the organization's own schema, not from clients.
 */
export function parseFormula(expression: string): Formula {
  const reader = new TokenReader(expression);
  const formula = readComparison(reader);
  reader.expectEnd();
  return formula;
}

type Compute = (values: readonly StoredValue[]) => StoredValue;

const functions: Readonly<Record<string, Compute>> = {
  Concat: (values) => values.map((value) => textOf(value)).join(''),
  If: ([condition, yes, no]) => (condition === true ? (yes ?? null) : (no ?? null)),
  Sum: (values) => values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0),
  Adddate: ([date, count, unit]) => addToDate(date, count, unit),
  Len: ([text]) => textOf(text).length,
  Upper: ([text]) => textOf(text).toUpperCase(),
  Lower: ([text]) => textOf(text).toLowerCase(),
  Abs: ([number]) => (typeof number === 'number' ? Math.abs(number) : null),
};

const operators: Readonly<Record<string, Compute>> = {
  '+': ([a, b]) => (isEmpty(a) && isEmpty(b) ? null : numberOf(a) + numberOf(b)),
  '-': ([a, b]) => (isEmpty(a) && isEmpty(b) ? null : numberOf(a) - numberOf(b)),
  '*': ([a, b]) => (isEmpty(a) || isEmpty(b) ? null : numberOf(a) * numberOf(b)),
  '/': ([a, b]) => (isEmpty(a) || isEmpty(b) || numberOf(b) === 0 ? null : numberOf(a) / numberOf(b)),
  '>': compared((a, b) => a > b),
  '<': compared((a, b) => a < b),
  '>=': compared((a, b) => a >= b),
  '<=': compared((a, b) => a <= b),
  '==': ([a, b]) => (a ?? null) === (b ?? null),
  '!=': ([a, b]) => (a ?? null) !== (b ?? null),
};

function readComparison(reader: TokenReader): Formula {
  return readOperators(reader, ['>', '<', '>=', '<=', '==', '!='], () =>
    readOperators(reader, ['+', '-'], () => readOperators(reader, ['*', '/'], () => readOperand(reader))),
  );
}

function readOperators(reader: TokenReader, symbols: readonly string[], readPart: () => Formula): Formula {
  let left = readPart();
  for (let symbol = reader.takeOneOf(symbols); symbol !== undefined; symbol = reader.takeOneOf(symbols)) {
    const compute = operators[symbol];
    const [first, second] = [left, readPart()];
    left = (input) => compute?.([first(input), second(input)]) ?? null;
  }
  return left;
}

function readOperand(reader: TokenReader): Formula {
  const token = reader.take();
  if (token === '(') {
    const inner = readComparison(reader);
    reader.expect(')');
    return inner;
  }
  if (token.startsWith('${')) {
    const name = token.slice(2, -1);
    return (input) => input.value(name);
  }
  if (token.startsWith("'")) return constant(token.slice(1, -1));
  if (/^\d/.test(token)) return constant(Number(token));
  return readCall(reader, token);
}

/** A subform's field, `${Quoted_Items.Net_Total}`, stands for the values of all rows. */
function readCall(reader: TokenReader, name: string): Formula {
  const compute = functions[name];
  if (!compute) throw new SyntaxError(`Unknown function or name in a formula: ${name}`);
  reader.expect('(');
  const parts: ((input: FormulaInput) => readonly StoredValue[])[] = [];
  while (reader.takeOneOf([')']) === undefined) {
    if (parts.length > 0) reader.expect(',');
    const [, subform, field] = /^\$\{(\w+)\.(\w+)\}$/.exec(reader.peek() ?? '') ?? [];
    if (subform !== undefined && field !== undefined) {
      reader.take();
      parts.push((input) => input.rows(subform, field));
    } else {
      const part = readComparison(reader);
      parts.push((input) => [part(input)]);
    }
  }
  return (input) => compute(parts.flatMap((part) => part(input)));
}

class TokenReader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(expression: string) {
    this.#tokens = expression.match(/\$\{[^}]*\}|'[^']*'|\d+(?:\.\d+)?|\w+|[<>=!]=|[^\s]/g) ?? [];
  }

  peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  take(): string {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw new SyntaxError('A formula ends too early');
    return token;
  }

  takeOneOf(tokens: readonly string[]): string | undefined {
    const token = this.peek();
    if (token === undefined || !tokens.includes(token)) return undefined;
    this.#next++;
    return token;
  }

  expect(token: string): void {
    const found = this.take();
    if (found !== token) throw new SyntaxError(`A formula has ${found} where ${token} should be`);
  }

  expectEnd(): void {
    const rest = this.peek();
    if (rest !== undefined) throw new SyntaxError(`A formula goes on with ${rest} where it should end`);
  }
}

function constant(value: StoredValue): Formula {
  return () => value;
}

function compared(holds: (a: number | string, b: number | string) => boolean): Compute {
  return ([a, b]) => {
    if (isEmpty(a) || isEmpty(b)) return false;
    return typeof a === 'string' || typeof b === 'string'
      ? holds(textOf(a), textOf(b))
      : holds(numberOf(a), numberOf(b));
  };
}

function addToDate(
  date: StoredValue | undefined,
  count: StoredValue | undefined,
  unit: StoredValue | undefined,
): StoredValue {
  if (typeof date !== 'string' || typeof count !== 'number') return null;
  const at = new Date(`${date}T00:00:00Z`);
  if (unit === 'YEAR') at.setUTCFullYear(at.getUTCFullYear() + count);
  else if (unit === 'MONTH') at.setUTCMonth(at.getUTCMonth() + count);
  else at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

function isEmpty(value: StoredValue | undefined): boolean {
  return value === null || value === undefined;
}

function numberOf(value: StoredValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function textOf(value: StoredValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
