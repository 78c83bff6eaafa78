import { InputError } from '../../core/errors.ts';
import { asTexts } from '../../core/model/parse.ts';
import type {
  CopyFormat,
  LoadedResults,
  RecordAddress,
  ResultsHost,
  ResultsPage,
  ResultsState,
  RowWindow,
  SaveFormat,
} from '../../protocol/results.ts';
import { copyFormats, failureActions, saveFormats } from '../../protocol/results.ts';
import type { L10n } from '../l10n.ts';
import { ComparisonTab } from './comparisonTab.ts';
import { copyText } from './copyText.ts';
import { readAddress, readArrangement, readCount, readOneOf, readRange } from './readRequests.ts';
import type { ResultTab } from './resultTab.ts';
import { tabState } from './resultTab.ts';

export interface ResultsSessionParts {
  readonly l10n: L10n;
  /** The editor's display language, BCP 47, and its texts. */
  readonly language: string;
  readonly translations: Readonly<Record<string, string>>;
  readonly copy: (text: string) => Promise<void>;
  /** Asks where to, and writes. */
  readonly save: (tab: ResultTab, columns: readonly string[], format: SaveFormat) => Promise<void>;
  readonly openRecord: (connectionId: string, record: RecordAddress) => Promise<void>;
}

/** The tabs of the results, and what the page asks about them. Pages come and go: hidden ones are gone, too. */
export class ResultsSession implements ResultsHost {
  readonly #parts: ResultsSessionParts;
  readonly #pages = new Set<ResultsPage>();
  readonly #pinned = new Set<string>();
  #tabs: readonly ResultTab[] = [];
  #selectedId: string | undefined;
  #besideId: string | undefined;
  #lastId = 0;
  /** What the pages were told of last, in short: news of another kind are told at once. */
  #told = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: ResultsSessionParts) {
    this.#parts = parts;
  }

  /** Answers what ends it. */
  attach(page: ResultsPage): () => void {
    this.#pages.add(page);
    return () => this.#pages.delete(page);
  }

  /** Puts a tab in the place of the one that is not pinned, or beside those that are, and selects it. */
  open<Tab extends ResultTab>(make: (id: string, changed: () => void) => Tab): Tab {
    this.#lastId += 1;
    const tab = make(`result-${this.#lastId}`, () => {
      this.#changed();
    });
    const replaced = this.#tabs.find((each) => !this.#pinned.has(each.id) && each.kind === tab.kind);
    replaced?.dispose();
    this.#tabs = replaced ? this.#tabs.map((each) => (each === replaced ? tab : each)) : [...this.#tabs, tab];
    this.#selectedId = tab.id;
    this.#changed();
    return tab;
  }

  /** Ends all that is under way. */
  dispose(): void {
    clearTimeout(this.#timer);
    for (const tab of this.#tabs) tab.dispose();
    this.#tabs = [];
  }

  load(): Promise<LoadedResults> {
    const { translations, language } = this.#parts;
    return Promise.resolve({ translations, language, state: this.#state() });
  }

  rows(tabId: string, from: number, count: number): Promise<RowWindow> {
    const rows = this.#tab(tabId)?.rows;
    const most = Math.min(readCount(count), mostRowsAtOnce);
    return Promise.resolve({ revision: rows?.revision ?? 0, rows: rows?.cells(readCount(from), most) ?? [] });
  }

  async arrange(tabId: string, arrangement: unknown): Promise<void> {
    await this.#tab(tabId)?.rows.arrange(readArrangement(arrangement));
    this.#push();
  }

  select(tabId: string): Promise<void> {
    return this.#change(tabId, (tab) => {
      this.#selectedId = tab.id;
    });
  }

  pin(tabId: string, isPinned: boolean): Promise<void> {
    return this.#change(tabId, ({ id }) => {
      if (isPinned) this.#pinned.add(id);
      else this.#pinned.delete(id);
    });
  }

  close(tabId: string): Promise<void> {
    return this.#change(tabId, (tab) => {
      tab.dispose();
      const at = this.#tabs.indexOf(tab);
      this.#tabs = this.#tabs.filter((each) => each !== tab);
      this.#pinned.delete(tab.id);
      if (this.#selectedId === tab.id) this.#selectedId = (this.#tabs[at] ?? this.#tabs.at(-1))?.id;
    });
  }

  stop(tabId: string): Promise<void> {
    return this.#change(tabId, (tab) => {
      tab.stop();
    });
  }

  loadRest(tabId: string): Promise<void> {
    return this.#change(tabId, (tab) => {
      tab.loadRest();
    });
  }

  act(tabId: string, action: unknown): Promise<void> {
    // What comes of it is told by the tab.
    void this.#tab(tabId)?.act(readOneOf(action, failureActions));
    return Promise.resolve();
  }

  async copy(tabId: string, range: unknown, format: CopyFormat): Promise<string> {
    const rows = this.#tab(tabId)?.rows;
    if (!rows) return '';
    const { from, to, columns } = readRange(range);
    const end = Math.min(to, rows.shownCount);
    await this.#parts.copy(copyText(rows, { from, to: end, columns }, readOneOf(format, copyFormats)));
    const { l10n, language } = this.#parts;
    const count = end - from;
    return count === 1
      ? l10n.t('Copied 1 row')
      : l10n.t('Copied {0} rows', new Intl.NumberFormat(language).format(Math.max(count, 0)));
  }

  async exportJob(tabId: string): Promise<void> {
    await this.#tab(tabId)?.exportJob?.();
  }

  async save(tabId: string, columns: unknown, format: SaveFormat): Promise<void> {
    const tab = this.#tab(tabId);
    if (tab) await this.#parts.save(tab, asTexts(columns), readOneOf(format, saveFormats));
  }

  compare(tabId: string, otherTabId: string): Promise<void> {
    const [before, after] = [this.#tab(tabId), this.#tab(otherTabId)];
    if (!before || !after) return Promise.resolve();
    const { l10n } = this.#parts;
    const nameless = [before, after].find(({ rows }) => rows.records.some((record) => !record.id));
    if (nameless) {
      const message = l10n.t(
        '"{0}" has rows without a record ID, so that nothing tells which belong together.',
        nameless.title,
      );
      return Promise.reject(new InputError(message));
    }
    // What is compared is to stay.
    this.#pinned.add(before.id).add(after.id);
    this.open((id) => new ComparisonTab(id, before, after, l10n));
    return Promise.resolve();
  }

  showBeside(tabId: unknown): Promise<void> {
    const [selected, beside] = [this.#selectedId, this.#tabs.find(({ id }) => id === tabId)?.id];
    // What is compared is to stay.
    if (beside !== undefined && selected !== undefined) this.#pinned.add(beside).add(selected);
    this.#besideId = beside;
    this.#push();
    return Promise.resolve();
  }

  async openRecord(tabId: string, input: unknown): Promise<void> {
    const [connectionId, record] = [this.#tab(tabId)?.connectionId, readAddress(input)];
    if (connectionId !== undefined && record) await this.#parts.openRecord(connectionId, record);
  }

  #tab(id: string): ResultTab | undefined {
    return this.#tabs.find((each) => each.id === id);
  }

  #change(tabId: string, work: (tab: ResultTab) => void): Promise<void> {
    const tab = this.#tab(tabId);
    if (tab) work(tab);
    this.#push();
    return Promise.resolve();
  }

  #state(): ResultsState {
    const tabs = this.#tabs.map((tab) => ({ ...tabState(tab, this.#pinned.has(tab.id)), title: this.#titleOf(tab) }));
    const beside = this.#tabs.find(({ id }) => id === this.#besideId && id !== this.#selectedId);
    return { tabs, selectedId: this.#selectedId, besideId: beside?.id };
  }

  /** With a number where an earlier tab has the same title. */
  #titleOf(tab: ResultTab): string {
    const same = this.#tabs.filter(({ title }) => title === tab.title);
    const at = same.indexOf(tab);
    return at > 0 ? `${tab.title} (${at + 1})` : tab.title;
  }

  /** Growing alone is told now and then; whatever else, such as the first rows, at once. */
  #changed(): void {
    if (this.#inShort() !== this.#told) this.#push();
    else
      this.#timer ??= setTimeout(() => {
        this.#push();
      }, growthPauseMs);
  }

  #push(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = this.#inShort();
    const state = this.#state();
    for (const page of this.#pages) page.changed(state);
  }

  #inShort(): string {
    return this.#tabs.map(({ id, phase }) => `${id} ${phase}`).join();
  }
}

const growthPauseMs = 120;
/** More than fits on any screen. */
const mostRowsAtOnce = 500;
