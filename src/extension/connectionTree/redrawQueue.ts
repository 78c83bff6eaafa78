import type { Node } from './node.ts';
import { nodeId, parentOf } from './node.ts';

export interface RedrawQueueParts {
  /** Lets the editor draw a row and what is below it again; without an id, all rows. */
  readonly draw: (id: string | undefined) => void;
  /** Does the work when the editor has had time to ask for what is below the rows that it was given last. */
  readonly later: (work: () => void) => void;
}

/** All rows. */
const top = '';

/**
 * Holds back redraws of rows that the editor does not have yet: as long as it is being told what is below a row, with all
 * that is open further down, it knows none of them, and complains when one of them is to be drawn again.
 */
export class RedrawQueue {
  readonly #parts: RedrawQueueParts;
  readonly #waiting = new Map<string, Node>();
  /** Rows that were drawn, or whose children were asked for, until everything below them is known. */
  readonly #unfinished = new Set<string>();
  /** For each answer that is being made: the row that it is about, and those above it. */
  readonly #answers = new Set<readonly string[]>();

  constructor(parts: RedrawQueueParts) {
    this.#parts = parts;
  }

  redraw(node: Node | undefined): void {
    if (node && this.#isBusyAbove(node)) {
      this.#waiting.set(nodeId(node), node);
      return;
    }
    if (!node) this.#waiting.clear();
    this.#draw(node);
  }

  /** To be run around each answer to what is below a row. */
  async answering<T>(node: Node | undefined, work: () => Promise<T>): Promise<T> {
    const path = pathOf(node);
    this.#answers.add(path);
    this.#unfinished.add(path[0] ?? top);
    try {
      return await work();
    } finally {
      this.#answers.delete(path);
      this.#settleLater();
    }
  }

  /** The editor then asks for what is below the row, if it is open. */
  #draw(node: Node | undefined): void {
    this.#unfinished.add(node ? nodeId(node) : top);
    this.#parts.draw(node && nodeId(node));
    this.#settleLater();
  }

  #settleLater(): void {
    this.#parts.later(() => {
      this.#settle();
    });
  }

  #settle(): void {
    const busy = new Set([...this.#answers].flat());
    for (const id of this.#unfinished) if (!busy.has(id)) this.#unfinished.delete(id);
    for (const [id, node] of this.#waiting) {
      if (this.#isBusyAbove(node)) continue;
      this.#waiting.delete(id);
      this.#draw(node);
    }
  }

  #isBusyAbove(node: Node): boolean {
    return pathOf(node)
      .slice(1)
      .some((id) => this.#unfinished.has(id));
  }
}

/** The row itself, those above it, and last what stands for all of them. */
function pathOf(node: Node | undefined): readonly string[] {
  return node ? [nodeId(node), ...pathOf(parentOf(node))] : [top];
}
