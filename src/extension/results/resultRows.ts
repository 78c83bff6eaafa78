import type { CrmRecord } from '../../core/model/record.ts';
import type { Arrangement, ColumnState, ResultCell } from '../../protocol/results.ts';
import type { CellMaker } from './cells.ts';
import { cellMaker, columnState } from './cells.ts';
import { rowFilter } from './rowFilter.ts';
import type { SortKey } from './rowOrder.ts';
import { compareKeys, mergeSorted, sortKey } from './rowOrder.ts';
import type { ShownColumn } from './shownColumn.ts';
import { columnsOf } from './shownColumn.ts';

export const asTheyCame: Arrangement = { search: '', filters: {} };

/** Where a result comes from, as far as its cells need it. */
export interface ResultPlace {
  /** API name of the module that was asked. */
  readonly module: string;
  /** In which datetimes are shown. */
  readonly timeZone: string;
}

/** What is to be seen of a cell besides its value. */
export type Decorate = (cell: ResultCell, record: CrmRecord, key: string) => ResultCell;

/** The rows of a result: all that came, and the order in which they are shown, kept up to date as more come. */
export class ResultRows {
  readonly #place: ResultPlace;
  readonly #decorate: Decorate;
  readonly #records: CrmRecord[] = [];
  #columns: readonly ShownColumn[] | undefined;
  #makers: readonly CellMaker[] = [];
  #columnStates: readonly ColumnState[] = [];
  #arrangement = asTheyCame;
  /** What was asked for last; it may not hold yet. */
  #wanted = asTheyCame;
  /** Indexes of shown records; undefined while all are shown as they came. */
  #order: number[] | undefined;
  #keys: SortKey[] = [];
  #revision = 0;

  /** Without columns, the first records tell which there are. */
  constructor(place: ResultPlace, columns?: readonly ShownColumn[], decorate: Decorate = (cell) => cell) {
    this.#place = place;
    this.#columns = columns;
    this.#decorate = decorate;
    if (columns) this.#lookAt([]);
  }

  get records(): readonly CrmRecord[] {
    return this.#records;
  }

  get columns(): readonly ColumnState[] {
    return this.#columnStates;
  }

  get makers(): readonly CellMaker[] {
    return this.#makers;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  get shownCount(): number {
    return this.#order?.length ?? this.#records.length;
  }

  get revision(): number {
    return this.#revision;
  }

  append(batch: readonly CrmRecord[]): void {
    if (this.#records.length === 0 && batch.length > 0) this.#lookAt(batch.slice(0, 200));
    const from = this.#records.length;
    for (const record of batch) this.#records.push(record);
    if (!this.#order || batch.length === 0) return;
    const filter = rowFilter(this.#makers, this.#arrangement);
    const added: number[] = [];
    for (let index = from; index < this.#records.length; index++) {
      const record = this.#records[index];
      if (record && (!filter || filter(record))) added.push(index);
    }
    this.#addToOrder(added);
  }

  /** Over all rows; lets others have their turn now and then, and then holds at once. A later call overtakes an earlier one. */
  async arrange(arrangement: Arrangement): Promise<void> {
    this.#wanted = arrangement;
    const filter = rowFilter(this.#makers, arrangement);
    const passing: number[] = [];
    for (let index = 0; filter && index < this.#records.length; index++) {
      if (index % chunk === chunk - 1) await new Promise((resolve) => setImmediate(resolve));
      if (this.#wanted !== arrangement) return;
      const record = this.#records[index];
      if (record && filter(record)) passing.push(index);
    }
    this.#arrangement = arrangement;
    this.#order = undefined;
    this.#keys = [];
    if (filter) this.#addToOrder(passing);
    else if (arrangement.sort) this.#addToOrder([...this.#records.keys()]);
    this.#revision += 1;
  }

  /** Cells of rows as they are shown. */
  cells(from: number, count: number): readonly (readonly ResultCell[])[] {
    return this.shown(from, from + count).map((record) =>
      this.#makers.map((maker) => this.#decorate(maker.cell(record), record, maker.column.key)),
    );
  }

  /** Records as they are shown; `to` is exclusive. */
  shown(from: number, to: number): readonly CrmRecord[] {
    if (!this.#order) return this.#records.slice(from, to);
    return this.#order.slice(from, to).flatMap((index) => this.#records[index] ?? []);
  }

  #lookAt(samples: readonly CrmRecord[]): void {
    this.#columns ??= samples.length > 0 ? columnsOf(samples) : undefined;
    this.#makers = (this.#columns ?? []).map((column) => cellMaker(column, samples, this.#place));
    this.#columnStates = this.#makers.map((maker) => columnState(maker, samples, this.#place.timeZone));
  }

  #addToOrder(added: readonly number[]): void {
    const order = this.#order ?? [];
    const { sort } = this.#arrangement;
    const maker = this.#makers.find((each) => each.column.key === sort?.key);
    if (!sort || !maker) {
      for (const index of added) order.push(index);
      this.#order = order;
      return;
    }
    const direction = sort.direction === 'ascending' ? 1 : -1;
    const keys = this.#keys;
    for (const index of added) {
      const record = this.#records[index];
      if (record) keys[index] = sortKey(maker, record);
    }
    const compare = (a: number, b: number): number => compareKeys(keys[a], keys[b], direction);
    this.#order = mergeSorted(order, [...added].sort(compare), compare);
    if (added.length > 0) this.#revision += 1;
  }
}

/** Rows that are looked at without a pause: a few milliseconds. */
const chunk = 4000;
