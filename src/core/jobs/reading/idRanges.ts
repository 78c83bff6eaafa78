import type { IdRange } from './readRequest.ts';

/** A part of the ids that one lane reads from its lower end up. */
export interface Lane {
  /** Everything up to here was read. */
  after: bigint;
  /** Moves down when another lane takes over the upper part. */
  upTo: bigint;
  /** Ids between the first and the last record of the last page; undefined before the first page. */
  pageSpan: bigint | undefined;
}

/**
 * The ids that are still to be read, divided among lanes: every id belongs to one lane, whatever happens. Ids are given
 * in ascending order but with gaps, so that equal parts are not equal work: a lane that has nothing left takes the upper
 * half of what another has, as long as that is likely to be worth a call.
 */
export class IdRanges {
  #waiting: Lane[];
  readonly #active = new Set<Lane>();
  readonly #reading = new Set<Lane>();
  /** Pages that were read, but not yet handed over: they count as unread until then. */
  readonly #pending = new Map<Lane, bigint>();

  /** `ranges` in ascending order, without overlaps, both ends known. */
  constructor(ranges: readonly IdRange[], most: string) {
    this.#waiting = ranges.map(({ after, upTo }) => ({
      after: BigInt(after ?? '0'),
      upTo: BigInt(upTo ?? most),
      pageSpan: undefined,
    }));
  }

  /** Cuts the ranges so that at least so many lanes have something to do, and as much each as can be. */
  divide(lanes: number): void {
    const cuts = this.#waiting.map((lane) => ({ lane, parts: 1n }));
    const size = ({ lane, parts }: (typeof cuts)[number]): bigint => span(lane) / parts;
    for (let count = cuts.length; count < lanes; count++) {
      const widest = cuts.reduce((best, each) => (size(each) > size(best) ? each : best));
      if (size(widest) < 2n) break;
      widest.parts += 1n;
    }
    this.#waiting = cuts.flatMap(({ lane, parts }) => equalParts(lane, parts));
  }

  /** What a lane without work may begin; undefined when nothing is left that is worth a lane of its own. */
  take(): Lane | undefined {
    const lane = this.#waiting.shift() ?? this.#steal();
    if (lane) {
      this.#active.add(lane);
      this.#reading.add(lane);
    }
    return lane;
  }

  /** Whether a lane that found nothing to take may find something later. */
  get mayHaveMore(): boolean {
    return this.#reading.size > 0;
  }

  /** A page was read, from the first id to the last one. */
  advance(lane: Lane, firstId: string, lastId: string): void {
    this.#pending.set(lane, this.#pending.get(lane) ?? lane.after);
    lane.pageSpan = BigInt(lastId) - BigInt(firstId) + 1n;
    lane.after = BigInt(lastId);
  }

  /** Nothing is left to read of it. */
  finish(lane: Lane): void {
    this.#pending.set(lane, this.#pending.get(lane) ?? lane.after);
    lane.after = lane.upTo;
  }

  /** Nobody reads it any longer. */
  end(lane: Lane): void {
    this.#reading.delete(lane);
  }

  /** What was read of the lane up to an id is handed over. `isOver`: and nothing of it is left. */
  handOver(lane: Lane, upTo: bigint, isOver: boolean): void {
    if (isOver) {
      this.#active.delete(lane);
      this.#pending.delete(lane);
    } else this.#pending.set(lane, upTo);
  }

  /** Everything that was not handed over, in ascending order; neighbors are joined. */
  remaining(): readonly IdRange[] {
    const open = [...this.#waiting, ...this.#active]
      .map((lane) => ({ after: this.#pending.get(lane) ?? lane.after, upTo: lane.upTo }))
      .filter(({ after, upTo }) => after < upTo)
      .sort((a, b) => (a.after < b.after ? -1 : 1));
    const joined: { after: bigint; upTo: bigint }[] = [];
    for (const range of open) {
      const last = joined.at(-1);
      if (last && last.upTo >= range.after) last.upTo = range.upTo > last.upTo ? range.upTo : last.upTo;
      else joined.push({ ...range });
    }
    return joined.map(({ after, upTo }) => ({ after: String(after), upTo: String(upTo) }));
  }

  #steal(): Lane | undefined {
    const victims = [...this.#reading].filter((lane) => lane.pageSpan !== undefined && span(lane) > 2n * lane.pageSpan);
    if (victims.length === 0) return undefined;
    const victim = victims.reduce((best, each) => (span(each) > span(best) ? each : best));
    const middle = victim.after + span(victim) / 2n;
    const lane = { after: middle, upTo: victim.upTo, pageSpan: victim.pageSpan };
    victim.upTo = middle;
    return lane;
  }
}

function equalParts({ after, upTo, pageSpan }: Lane, parts: bigint): readonly Lane[] {
  const edge = (index: number): bigint => after + ((upTo - after) * BigInt(index)) / parts;
  return Array.from({ length: Number(parts) }, (_, index) => ({ after: edge(index), upTo: edge(index + 1), pageSpan }));
}

function span({ after, upTo }: Lane): bigint {
  return upTo - after;
}
