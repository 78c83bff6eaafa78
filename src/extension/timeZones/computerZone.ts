import type { StateStore } from '../../core/ports.ts';

const stateKey = 'computerTimeZone';

export interface ComputerZoneParts {
  readonly state: StateStore;
  /** Whether the extension runs on the computer at which the user sits, and not on a server. */
  readonly runsBesideUser: boolean;
}

/** The zone of the computer at which the user sits. On a server, pages tell it, which run beside the user in any case. */
export class ComputerZone {
  readonly #parts: ComputerZoneParts;

  constructor(parts: ComputerZoneParts) {
    this.#parts = parts;
  }

  /** Undefined where no page has told yet. */
  get current(): string | undefined {
    if (this.#parts.runsBesideUser) return Intl.DateTimeFormat().resolvedOptions().timeZone;
    const told = this.#parts.state.get(stateKey);
    return typeof told === 'string' ? told : undefined;
  }

  /** To be called with the zone that a page found. */
  learn(zone: string): void {
    if (this.#parts.runsBesideUser || zone === this.current) return;
    // Whoever reads it does without, if it was not stored.
    this.#parts.state.set(stateKey, zone).catch(() => undefined);
  }
}
