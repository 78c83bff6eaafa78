import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Connection } from '../../core/model/connection.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import type { StateStore } from '../../core/ports.ts';

export interface DocumentConnectionsParts {
  readonly store: Pick<ConnectionStore, 'list' | 'find'>;
  /** Of the workspace. */
  readonly state: StateStore;
  readonly changed: () => void;
}

const stateKey = 'queryConnections';
/** Files come and go: the oldest are forgotten. */
const mostRemembered = 500;

/** Which connection each document is about, by its address. A choice lasts as long as the workspace. */
export class DocumentConnections {
  readonly #parts: DocumentConnectionsParts;

  constructor(parts: DocumentConnectionsParts) {
    this.#parts = parts;
  }

  /** The one that was chosen; without a choice, the only one there is. */
  of(uri: string): Connection | undefined {
    const { store } = this.#parts;
    const chosen = asText(this.#remembered()[uri]);
    const connection = chosen === undefined ? undefined : store.find(chosen);
    if (connection) return connection;
    const [only, ...others] = store.list();
    return others.length === 0 ? only : undefined;
  }

  hasChoice(uri: string): boolean {
    return asText(this.#remembered()[uri]) !== undefined;
  }

  async choose(uri: string, connection: Connection): Promise<void> {
    const others = Object.entries(this.#remembered()).filter(([each]) => each !== uri);
    const entries = [...others, [uri, connection.id] as const];
    await this.#parts.state.set(stateKey, Object.fromEntries(entries.slice(-mostRemembered)));
    this.#parts.changed();
  }

  /** A document has a new address: it was saved for the first time, or its file was renamed. */
  async move(from: string, to: string): Promise<void> {
    const { [from]: chosen, ...others } = this.#remembered();
    if (chosen === undefined) return;
    await this.#parts.state.set(stateKey, { ...others, [to]: chosen });
    this.#parts.changed();
  }

  #remembered(): Readonly<Record<string, unknown>> {
    return asObject(this.#parts.state.get(stateKey)) ?? {};
  }
}
