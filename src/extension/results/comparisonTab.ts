import type { L10n } from '../l10n.ts';
import { findDifferences } from './differences.ts';
import { ResultRows } from './resultRows.ts';
import type { ResultTab } from './resultTab.ts';

/** What differed between two results when it was asked for. */
export class ComparisonTab implements ResultTab {
  readonly kind = 'comparison';
  readonly connectionId = undefined;
  readonly phase = 'done';
  readonly failure = undefined;
  readonly exportJob = undefined;
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly rows: ResultRows;
  readonly note: string;
  readonly #summary: string;
  readonly #l10n: L10n;

  constructor(id: string, before: ResultTab, after: ResultTab, l10n: L10n) {
    const isSameTitle = before.title === after.title;
    const [first, second] = isSameTitle ? [l10n.t('first'), l10n.t('second')] : [before.title, after.title];
    const differences = findDifferences(
      { title: first, records: before.rows.records, makers: before.rows.makers },
      { title: second, records: after.rows.records, makers: after.rows.makers },
      l10n,
    );
    this.id = id;
    this.title = `${before.title} ↔ ${after.title}`;
    this.detail = before.detail === after.detail ? before.detail : `${before.detail} ↔ ${after.detail}`;
    this.rows = new ResultRows({ module: '', timeZone: 'UTC' }, differences.columns, differences.decorate);
    this.rows.append(differences.records);
    const isWhole = before.phase === 'done' && after.phase === 'done';
    this.note = isWhole ? '' : l10n.t('Not all rows were there when these results were compared.');
    this.#summary = differences.summary;
    this.#l10n = l10n;
  }

  get status(): string {
    return this.rows.records.length === 0 ? this.#l10n.t('No differences') : this.#summary;
  }

  stop(): void {
    // There is nothing to stop, to load or to do again: what is compared is there.
  }

  loadRest(): void {
    this.stop();
  }

  act(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    this.stop();
  }
}
