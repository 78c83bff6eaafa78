import type { ColumnState, RecordAddress, ResultCell } from '../../src/protocol/results.ts';
import { h } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';

/** A cell of the grid, without its place. `undefined`: not here yet. */
export function cellElement(cell: ResultCell | undefined, column: ColumnState, columnIndex: number): HTMLElement {
  const element = h('div', {
    ...{ role: 'gridcell', class: `cell cell-${column.align}`, tabindex: '-1' },
    'aria-colindex': String(columnIndex + 2),
  });
  if (cell === undefined) return element;
  if (cell === null) {
    element.append(h('span', { class: 'cell-null' }, 'null'));
    return element;
  }
  if (typeof cell === 'string') {
    fill(element, cell, undefined);
    return element;
  }
  const { text, hint, list, record, difference } = cell;
  if (difference) element.classList.add(`cell-${difference}`);
  if (text === undefined) {
    element.title = l10n.t('Zoho CRM sent nothing for this field.');
    element.append(
      h('span', { class: 'cell-missing' }, h('span', { class: 'zc-visually-hidden' }, l10n.t('not sent'))),
    );
  } else if (record) {
    element.dataset['module'] = record.module;
    element.dataset['record'] = record.id;
    if (hint !== undefined) element.title = hint;
    element.append(h('span', { class: 'cell-link' }, text));
  } else if (list) {
    element.title = hint ?? text;
    element.append(...list.map((each) => h('span', { class: 'cell-value' }, each)));
  } else {
    fill(element, text, hint);
  }
  return element;
}

/** The record that a cell names; undefined for most. */
export function recordOf(element: HTMLElement): RecordAddress | undefined {
  const { module, record } = element.dataset;
  return module === undefined || record === undefined ? undefined : { module, id: record };
}

function fill(element: HTMLElement, text: string, hint: string | undefined): void {
  element.textContent = text;
  // A text that may be cut off is read in full by resting on it.
  if (hint !== undefined) element.title = hint;
  else if (text.length > 20) element.title = text;
}
