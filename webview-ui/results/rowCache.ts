import type { ResultCell, RowWindow } from '../../src/protocol/results.ts';

export type Cells = readonly ResultCell[];

export interface RowCacheParts {
  readonly fetch: (from: number, count: number) => Promise<RowWindow>;
  /** Rows came that were wanted. */
  readonly onRows: () => void;
}

/**
 * The rows around what is seen, fetched in blocks. While rows are arranged anew, the old ones stand in until their
 * successors are there, so that nothing flickers.
 */
export class RowCache {
  readonly #parts: RowCacheParts;
  #blocks = new Map<number, readonly Cells[]>();
  #standIns = new Map<number, readonly Cells[]>();
  #revision = 0;
  #rowCount = 0;
  #wanted: readonly number[] = [];
  readonly #underWay = new Set<number>();

  constructor(parts: RowCacheParts) {
    this.#parts = parts;
  }

  /** To be told whenever the tab changes. */
  reset(revision: number, rowCount: number): void {
    this.#rowCount = rowCount;
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.#standIns = new Map([...this.#standIns, ...this.#blocks]);
    this.#blocks = new Map();
    this.#underWay.clear();
  }

  /** Undefined while the row is on its way. */
  get(row: number): Cells | undefined {
    const block = Math.floor(row / blockRows);
    const place = row % blockRows;
    return this.#blocks.get(block)?.[place] ?? this.#standIns.get(block)?.[place];
  }

  /** Says which rows are seen now; those of before are not fetched any more. */
  want(from: number, to: number): void {
    const first = Math.floor(from / blockRows);
    const last = Math.floor(Math.max(from, to - 1) / blockRows);
    this.#wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    this.#fetchNext();
  }

  #fetchNext(): void {
    for (const block of this.#wanted) {
      if (this.#underWay.size >= mostUnderWay) return;
      const expected = Math.min(blockRows, this.#rowCount - block * blockRows);
      const have = this.#blocks.get(block)?.length ?? 0;
      if (have < expected && !this.#underWay.has(block)) void this.#fetch(block);
    }
  }

  async #fetch(block: number): Promise<void> {
    const revision = this.#revision;
    this.#underWay.add(block);
    try {
      const window = await this.#parts.fetch(block * blockRows, blockRows);
      // Of another arrangement: the host's news of it is on its way, and asks again.
      if (revision !== this.#revision || window.revision !== revision) return;
      this.#keep(block, window.rows);
      this.#parts.onRows();
    } finally {
      if (revision === this.#revision) this.#underWay.delete(block);
      if (this.#blocks.has(block)) this.#fetchNext();
    }
  }

  #keep(block: number, rows: readonly Cells[]): void {
    this.#blocks.delete(block);
    this.#blocks.set(block, rows);
    this.#standIns.delete(block);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > mostBlocks && oldest !== undefined) this.#blocks.delete(oldest);
  }
}

const blockRows = 100;
const mostBlocks = 40;
const mostUnderWay = 3;
