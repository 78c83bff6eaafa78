import type { Failure, FailureAction } from '../../../src/protocol/results.ts';
import type { CrmRecord } from '../../../src/core/model/record.ts';
import type { QueryTabParts, ResultSource, SourceBatch } from '../../../src/extension/results/queryTab.ts';
import { QueryTab } from '../../../src/extension/results/queryTab.ts';
import type { ResultsSessionParts } from '../../../src/extension/results/resultsSession.ts';
import { ResultsSession } from '../../../src/extension/results/resultsSession.ts';
import type { ShownColumn } from '../../../src/extension/results/shownColumn.ts';
import { memoryLog } from '../../core/memoryPorts.ts';
import { exampleField } from '../exampleMetadata.ts';
import { plainL10n } from '../plainL10n.ts';

/** Columns of every kind that is shown in its own way. */
export const exampleColumns: readonly ShownColumn[] = [
  column('Last_Name', 'Last Name', 'text'),
  column('Annual_Revenue', 'Annual Revenue', 'currency'),
  column('Created_Time', 'Created Time', 'dateTime'),
  {
    ...column('Account_Name', 'Account', 'lookup'),
    field: exampleField({ lookupModules: ['Accounts'], type: 'lookup' }),
  },
  column('Tags', 'Tags', 'multiPickList'),
  column('Email_Opt_Out', 'Email Opt Out', 'boolean'),
  { key: 'id', label: 'Record ID' },
];

function column(key: string, label: string, fieldType: NonNullable<ShownColumn['fieldType']>): ShownColumn {
  return { key, label, fieldType };
}

const names = ['Ågren', 'Zimmer', 'bauer', 'Castillo', 'Öz'];
const companies = ['Lindqvist & Söner AB', 'Acme, Inc.', 'Kaya Tekstil'];

/** Records that say who they are: of ten, one has no revenue, and one was not sent an account. */
export function exampleRecords(count: number, from = 0): readonly CrmRecord[] {
  return Array.from({ length: count }, (_, index): CrmRecord => {
    const number = from + index;
    return {
      id: String(5_000_000_000_000_000_000n + BigInt(number)),
      Last_Name: `${names[number % names.length] ?? ''} ${number}`,
      Annual_Revenue: number % 10 === 3 ? null : number * 1000.5,
      Created_Time: new Date(Date.UTC(2026, 2, 8, 9, 0, number)).toISOString().replace('.000Z', '+00:00'),
      ...(number % 10 === 4
        ? {}
        : { Account_Name: { id: String(4_000_000_000 + number), name: companies[number % 3] ?? '' } }),
      Tags: number % 2 === 0 ? ['new', 'EU'] : [],
      Email_Opt_Out: number % 3 === 0,
    };
  });
}

/** A source whose batches come when the test says so. */
export class HeldSource implements ResultSource {
  readonly #batches: readonly SourceBatch[];
  readonly #total: number | undefined;
  #gates: PromiseWithResolvers<unknown>[] = [];
  runs = 0;
  aborted = 0;

  constructor(batches: readonly (readonly CrmRecord[])[], total?: number) {
    let creditsSpent = 0;
    this.#batches = batches.map((records) => ({ records, creditsSpent: ++creditsSpent }));
    this.#total = total;
    this.#gates = batches.map(() => Promise.withResolvers());
  }

  /** Lets a batch come, or fail. */
  release(index: number, error?: Error): void {
    if (error) this.#gates[index]?.reject(error);
    else this.#gates[index]?.resolve(undefined);
  }

  releaseAll(): this {
    for (const gate of this.#gates) gate.resolve(undefined);
    return this;
  }

  /** After a failure, for the next run. */
  closeGates(): void {
    this.#gates = this.#batches.map(() => Promise.withResolvers());
  }

  columns(): Promise<readonly ShownColumn[]> {
    return Promise.resolve(exampleColumns);
  }

  async *read(signal: AbortSignal): AsyncGenerator<SourceBatch> {
    this.runs += 1;
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        this.aborted += 1;
        reject(signal.reason as Error);
      });
    });
    aborted.catch(() => undefined);
    for (const [index, batch] of this.#batches.entries()) {
      await Promise.race([this.#gates[index]?.promise, aborted]);
      yield batch;
    }
  }

  count(): Promise<number | undefined> {
    return Promise.resolve(this.#total);
  }
}

export interface TabOptions {
  readonly title?: string;
  readonly rowLimit?: number;
  readonly failureOf?: (error: unknown) => Failure;
  readonly act?: QueryTabParts['act'];
  readonly exportJob?: () => Promise<void>;
}

/** Runs a source in a new tab of a session; the promise is that of the run. */
export function openTab(session: ResultsSession, source: ResultSource, options: TabOptions = {}) {
  const tab = session.open((id, changed) => {
    return new QueryTab({
      ...{ id, changed, source, title: options.title ?? 'Leads', detail: 'Acme EU', connectionId: 'c1' },
      place: { module: 'Leads', timeZone: 'Europe/Berlin' },
      rowLimit: options.rowLimit ?? 0,
      ...{ l10n: plainL10n, language: 'en', log: memoryLog() },
      failureOf: options.failureOf ?? sayMessage,
      act: options.act ?? (() => Promise.resolve(false)),
      exportJob: options.exportJob,
    });
  });
  return { tab, run: tab.start() };
}

function sayMessage(error: unknown): Failure {
  const actions: readonly FailureAction[] = ['signIn', 'tryAgain', 'showLog'];
  return { message: error instanceof Error ? error.message : String(error), actions };
}

/** What a session did to the world outside. */
export interface Deeds {
  readonly copied: string[];
  readonly opened: string[];
  readonly saved: string[];
}

export function exampleSession(): { readonly session: ResultsSession; readonly deeds: Deeds } {
  const deeds: Deeds = { copied: [], opened: [], saved: [] };
  const parts: ResultsSessionParts = {
    ...{ l10n: plainL10n, language: 'en', translations: {} },
    copy: (text) => done(deeds.copied.push(text)),
    save: (tab, columns, format) => done(deeds.saved.push(`${tab.title} ${columns.join()} ${format}`)),
    openRecord: (connectionId, { module, id }) => done(deeds.opened.push(`${connectionId} ${module} ${id}`)),
  };
  return { session: new ResultsSession(parts), deeds };
}

function done(work: unknown): Promise<void> {
  return Promise.resolve(work).then(() => undefined);
}
