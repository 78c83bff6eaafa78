import type { CopyFormat, SaveFormat, TabState } from '../../src/protocol/results.ts';
import { Button } from '../controls/button.ts';
import { h } from '../controls/dom.ts';
import type { PopupEntry } from '../controls/popupMenu.ts';
import { PopupButton } from '../controls/popupMenu.ts';
import { TextInput } from '../controls/textInput.ts';
import { l10n } from '../l10n.ts';

export interface ToolbarActions {
  readonly search: (text: string) => void;
  readonly columnEntries: () => readonly PopupEntry[];
  readonly copy: (format: CopyFormat, isWholeRows: boolean) => void;
  readonly save: (format: SaveFormat) => void;
  readonly exportJob: () => void;
  readonly compareEntries: () => readonly PopupEntry[];
  readonly pin: (isPinned: boolean) => void;
  readonly close: () => void;
  readonly stop: () => void;
  readonly loadRest: () => void;
}

/** What can be done with the result that is shown. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #search: TextInput;
  readonly #pin: Button;
  readonly #pinned: Button;
  readonly #compare: PopupButton;
  readonly #needRows: readonly PopupButton[];
  readonly #stop: Button;
  readonly #loadRest: Button;
  #canBeJob = false;

  constructor(actions: ToolbarActions) {
    this.#search = new TextInput({
      label: l10n.t('Search in all columns'),
      placeholder: l10n.t('Search in all columns'),
      isLabelElsewhere: true,
    });
    this.#search.onInput(actions.search);
    const columns = new PopupButton(l10n.t('Columns'), actions.columnEntries);
    const copy = new PopupButton(l10n.t('Copy'), () => copyEntries(actions.copy));
    const save = new PopupButton(l10n.t('Save'), () => saveEntries(actions, this.#canBeJob));
    this.#compare = new PopupButton(l10n.t('Compare'), actions.compareEntries);
    this.#needRows = [columns, copy, save];
    const secondary = (label: string, onPress: () => void): Button =>
      new Button({ label, appearance: 'secondary', onPress });
    this.#pin = secondary(l10n.t('Pin'), () => {
      actions.pin(true);
    });
    this.#pinned = secondary(l10n.t('Unpin'), () => {
      actions.pin(false);
    });
    this.#stop = secondary(l10n.t('Stop'), actions.stop);
    this.#loadRest = secondary(l10n.t('Load the Rest'), actions.loadRest);
    const close = secondary(l10n.t('Close'), actions.close);
    this.element = h(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': l10n.t('Result') },
      h('div', { class: 'search' }, this.#search.element),
      ...[this.#stop, this.#loadRest].map((each) => each.element),
      ...[columns, copy, save, this.#compare].map((each) => each.element),
      ...[this.#pin, this.#pinned, close].map((each) => each.element),
    );
  }

  /** `otherCount`: results that it can be compared with. */
  render(tab: TabState, otherCount: number): void {
    const { phase, isPinned, kind, columns } = tab;
    this.#canBeJob = tab.canBeJob;
    const focused = document.activeElement;
    this.#stop.element.hidden = phase !== 'starting' && phase !== 'running';
    this.#loadRest.element.hidden = phase !== 'limit';
    this.#pin.element.hidden = isPinned;
    this.#pinned.element.hidden = !isPinned;
    for (const each of this.#needRows) each.disabled = columns.length === 0;
    this.#compare.disabled = kind === 'comparison' || otherCount === 0;
    if (focused?.closest('[hidden]') && this.element.contains(focused)) this.#focusInsteadOf(focused);
  }

  /** What is gone leaves the focus to what takes its place. */
  #focusInsteadOf(gone: Element): void {
    const [pin, pinned] = [this.#pin.element, this.#pinned.element];
    if (gone === pin || gone === pinned) (gone === pin ? pinned : pin).focus();
    else this.#search.focus();
  }

  /** For another tab: what was searched for in it. */
  setSearch(text: string): void {
    this.#search.value = text;
  }

  focusSearch(): void {
    this.#search.focus();
  }
}

export function copyEntries(copy: ToolbarActions['copy']): readonly PopupEntry[] {
  const entry = (label: string, format: CopyFormat, isWholeRows: boolean): PopupEntry => ({
    label,
    onPress: () => {
      copy(format, isWholeRows);
    },
  });
  return [
    entry(l10n.t('Copy Cells'), 'text', false),
    entry(l10n.t('Copy Rows'), 'text', true),
    'separator',
    entry(l10n.t('Copy Rows as CSV'), 'csv', true),
    entry(l10n.t('Copy Rows as Markdown'), 'markdown', true),
    entry(l10n.t('Copy Rows as JSON'), 'json', true),
  ];
}

function saveEntries({ save, exportJob }: ToolbarActions, canBeJob: boolean): readonly PopupEntry[] {
  const labels: readonly (readonly [SaveFormat, string])[] = [
    ['csv', l10n.t('Save as CSV…')],
    ['csvApiNames', l10n.t('Save as CSV with API Names and IDs…')],
    ['json', l10n.t('Save as JSON…')],
    ['jsonl', l10n.t('Save as JSON Lines…')],
  ];
  const entries = labels.map(([format, label]) => ({
    label,
    onPress: () => {
      save(format);
    },
  }));
  if (!canBeJob) return entries;
  return [...entries, 'separator', { label: l10n.t('Export Job of This Query…'), onPress: exportJob }];
}
