import type { Field, FieldType } from '../../src/core/model/metadata.ts';

/** The same numbers for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.next() * 100 < share;
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('there is nothing to choose from');
    return item;
  }

  some<T>(items: readonly T[], count: number): readonly T[] {
    const rest = [...items];
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(this.below(rest.length), 1)).flat();
  }
}

export interface ModuleFields {
  readonly module: string;
  readonly fields: readonly Field[];
}

interface Values {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const texts: Values = {
  right: ["'Boyle'", "'O''Brien'", "''", 'Advertisement', '7', '"Acme"'],
  wrong: ["'open", 'null'],
};
const numbers: Values = { right: ['7', '-3.5', "'12'", "'+4'", '0'], wrong: ["'many'", "'1,5'", '1.2.3', "'7 '"] };
const ids: Values = { right: ['554023000000000001', "'554023000000000002'", '1'], wrong: ["'Acme'", '1.5', 'me'] };

/** As they are written in a condition. */
const values: Readonly<Partial<Record<FieldType | 'like', Values>>> = {
  boolean: { right: ['true', 'false', "'true'", 'FALSE'], wrong: ['1', "'yes'"] },
  date: { right: ["'2026-02-28'", "'2024-02-29'"], wrong: ["'2026-02-29'", "'28.02.2026'", '2026-02-28'] },
  dateTime: {
    right: ["'2026-02-28T10:00:00+01:00'", "'2026-02-28T10:00:00Z'", "'2026-02-28T10:00:00-0800'"],
    wrong: ["'2026-02-28T10:00:00'", "'2026-02-28'", "'2026-02-28T10:00:00.000Z'", "'2026-02-30T10:00:00Z'"],
  },
  like: { right: ["'%a%'", "'%a%'", "'a%'", "'%a'"], wrong: ["'a%b'", "'%'"] },
  ...{ text: texts, email: texts, phone: texts, url: texts, autoNumber: texts },
  ...{ pickList: texts, multiPickList: { ...texts, right: [...texts.right, "'English;German'"] } },
  ...{ integer: numbers, decimal: numbers, currency: numbers, percent: numbers },
  ...{ bigInteger: ids, lookup: ids, userLookup: ids },
};

const comparers = ['=', '!=', '>', '>=', '<', '<='];
const words = ['like', 'not like', 'in', 'not in', 'between', 'not between', 'is null', 'is not null'];

/** Queries of which most are right or nearly right: fields, operators and values of all types meet each other. */
export class QueryGenerator {
  readonly #chance: Chance;
  readonly #modules: readonly ModuleFields[];

  constructor(chance: Chance, modules: readonly ModuleFields[]) {
    this.#chance = chance;
    this.#modules = modules;
  }

  query(): string {
    const chance = this.#chance;
    const { module, fields } = chance.of(this.#modules);
    const isGrouped = chance.percent(20);
    const orders = chance.percent(40)
      ? ` order by ${this.#list(fields, 1 + chance.below(3), (each) => this.#order(each))}`
      : '';
    const limit = chance.percent(50) ? ` limit ${chance.of([1, 7, 20, 200, 1000, 1999, 2000, 2000, 2001, 0])}` : '';
    const offset = chance.percent(20) ? ` offset ${chance.of([0, 5, 10, 98_000, 99_800, 99_999])}` : '';
    const where = ` where ${this.#condition(fields, 1 + chance.below(4), false)}`;
    const start = isGrouped
      ? this.#grouped(module, fields, where)
      : `${this.#select(fields)} from ${module}${where}${orders}`;
    return `${start}${limit}${offset}`;
  }

  /** A query with one token left out, doubled, exchanged with the next, or added. */
  broken(): string {
    const chance = this.#chance;
    const tokens = this.query().match(/'(?:[^']|'')*'|"[^"]*"|-?[\w.]+(?:->[\w.]+)*|[!<>]?=|\S/g) ?? [];
    const at = chance.below(tokens.length);
    const token = tokens[at] ?? '';
    switch (chance.below(4)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens.splice(at, 0, token);
        break;
      case 2:
        tokens.splice(at, 2, tokens[at + 1] ?? '', token);
        break;
      default:
        tokens.splice(
          at,
          0,
          chance.of([',', '(', ')', 'and', 'or', 'not', 'by', '=', "'x'", '7', 'Name', '*', '#', "'", '.']),
        );
    }
    return tokens.join(' ');
  }

  #select(fields: readonly Field[]): string {
    const column = (field: Field): string => {
      const name = this.#path(field);
      return this.#chance.percent(10) ? `${this.#quoted(name)} as '${name} too'` : this.#quoted(name);
    };
    const names = this.#list(fields, 1 + this.#chance.below(4), column);
    return this.#chance.percent(2) ? 'select *' : `select ${names}`;
  }

  #grouped(module: string, fields: readonly Field[], where: string): string {
    const keys = this.#chance.some(fields.filter(isColumn), this.#chance.below(3)).map((field) => field.apiName);
    const call = (field: Field) =>
      `${this.#chance.of(['COUNT', 'SUM', 'AVG', 'MIN', 'MAX', 'count'])}(${field.apiName})`;
    const calls = this.#chance.percent(50)
      ? ['COUNT(id)']
      : this.#chance.some(fields, 1 + this.#chance.below(2)).map(call);
    const shown = this.#chance.percent(15) ? ['id'] : this.#chance.some(keys, 3);
    const grouping = keys.length > 0 ? ` group by ${keys.join(', ')}` : '';
    const order = this.#chance.percent(40) ? ` order by ${this.#chance.of([...keys, ...calls, 'id'])} desc` : '';
    return `select ${[...shown, ...calls].join(', ')} from ${module}${where}${grouping}${order}`;
  }

  #order(field: Field): string {
    return `${field.apiName}${this.#chance.of(['', ' asc', ' desc', ' DESC'])}`;
  }

  /** Mostly in pairs; one in seven levels has three members. */
  #condition(fields: readonly Field[], depth: number, isInner: boolean): string {
    if (depth <= 1) return this.#comparison(fields);
    const members = Array.from({ length: this.#chance.percent(5) ? 3 : 2 }, () =>
      this.#condition(fields, depth - 1 - this.#chance.below(2), true),
    );
    const joined = members.join(this.#chance.of([' and ', ' or ', ' AND ']));
    return isInner || this.#chance.percent(30) ? `(${joined})` : joined;
  }

  #comparison(fields: readonly Field[]): string {
    const chance = this.#chance;
    const field = chance.of(chance.percent(95) ? fields.filter(isComparable) : fields);
    const path = this.#path(field, isComparable);
    const type = path === field.apiName ? field.type : (this.#targetOf(field, path)?.type ?? field.type);
    const operator = chance.percent(5) ? chance.of([...comparers, ...words]) : chance.of(fitting(type));
    return `${path} ${operator}${this.#values(operator, type)}`;
  }

  #values(operator: string, type: FieldType): string {
    if (operator.startsWith('is')) return '';
    const value = () => this.#value(this.#chance.percent(2) ? this.#chance.of<FieldType>(['text', 'date']) : type);
    if (operator.endsWith('between')) return ` ${value()} and ${value()}`;
    if (operator.endsWith('in')) return ` (${Array.from({ length: 1 + this.#chance.below(4) }, value).join(', ')})`;
    if (operator.endsWith('like')) return ` ${this.#value('like')}`;
    return ` ${value()}`;
  }

  /** One in twelve is wrong. */
  #value(type: FieldType | 'like'): string {
    const { right, wrong } = values[type] ?? { right: ["'x'"], wrong: ["'y'"] };
    return this.#chance.of(this.#chance.percent(8) ? wrong : right);
  }

  /** A field of the module, or one that its lookup leads to. */
  #path(field: Field, isWanted: (field: Field) => boolean = () => true): string {
    const chance = this.#chance;
    if (field.type === 'userLookup' && chance.percent(40))
      return `${field.apiName}.${chance.of(['email', 'last_name', 'id'])}`;
    const [target] = field.lookupModules;
    const others = this.#modules.find(({ module }) => module === target)?.fields.filter(isWanted);
    if (field.type !== 'lookup' || !others || others.length === 0 || chance.percent(40)) return field.apiName;
    const isWrong = chance.percent(10);
    const arrow = field.lookupModules.length > 1 && !isWrong ? `->${String(target)}` : '';
    return `${field.apiName}${arrow}.${chance.of(others).apiName}`;
  }

  #targetOf(field: Field, path: string): Field | undefined {
    const [target] = field.lookupModules;
    const last = path.split('.').at(-1);
    const others = this.#modules.find(({ module }) => module === target)?.fields ?? [];
    return others.find((each) => each.apiName === last);
  }

  #quoted(name: string): string {
    return this.#chance.percent(15) ? `'${name}'` : name;
  }

  #list(fields: readonly Field[], count: number, text: (field: Field) => string): string {
    const chosen = this.#chance.percent(92) ? fields.filter(isColumn) : fields;
    const names = this.#chance.some(chosen, count).map(text);
    if (this.#chance.percent(2)) names.push(names[0] ?? 'id');
    if (this.#chance.percent(2)) names.push('No_Such_Field');
    return names.join(', ');
  }
}

function isColumn({ type }: Field): boolean {
  return !['subform', 'multiLookup', 'file', 'image', 'address'].includes(type);
}

function isComparable(field: Field): boolean {
  return isColumn(field) && field.type !== 'longText' && field.type !== 'other';
}

function fitting(type: FieldType): readonly string[] {
  if (type === 'boolean') return ['='];
  if (['lookup', 'userLookup', 'other'].includes(type)) return ['=', '!=', 'in', 'not in', 'is null', 'is not null'];
  if (['date', 'dateTime', 'integer', 'bigInteger', 'decimal', 'currency', 'percent'].includes(type)) {
    return [...comparers, ...words.slice(2)];
  }
  return ['=', '!=', ...words.slice(0, 4), 'is null', 'is not null'];
}
