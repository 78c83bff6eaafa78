import type { Connection } from '../../core/model/connection.ts';

/** How many records a module has, as far as somebody asked. */
export type RecordCount =
  | { readonly kind: 'counting' }
  | {
      readonly kind: 'counted';
      readonly records: number;
      /** Epoch milliseconds. */
      readonly countedAt: number;
      /** What asking cost. */
      readonly credits: number;
    };

/** The counts that were asked for in this window: they outlive every redrawing of the tree. */
export class RecordCounts {
  readonly #counts = new Map<string, RecordCount>();

  /** Of the organization to which the connection leads now: whoever signs in to another one sees no count of the first. */
  of(connection: Connection, module: string): RecordCount | undefined {
    return this.#counts.get(keyOf(connection, module));
  }

  /** Undefined takes away what was said before, as when counting failed. */
  set(connection: Connection, module: string, count: RecordCount | undefined): void {
    const key = keyOf(connection, module);
    if (count) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}

function keyOf({ id, organization, environment }: Connection, module: string): string {
  return [id, organization.id, environment, module].join('/');
}
