import type { ColumnState, Sort } from '../../src/protocol/results.ts';
import { h } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';

/** The heading of a column, without its place: name, detail, how it is sorted, and an edge to drag. */
export function headingElement(
  { key, label, detail, align }: ColumnState,
  columnIndex: number,
  sort: Sort | undefined,
  isFiltered: boolean,
): HTMLElement {
  const direction = sort?.key === key ? sort.direction : 'none';
  const mark =
    direction === 'none' ? undefined : h('span', { 'aria-hidden': 'true' }, direction === 'ascending' ? '↑' : '↓');
  const filtered = isFiltered ? h('span', { class: 'heading-filtered' }, l10n.t('filtered')) : undefined;
  return h(
    'div',
    {
      ...{
        role: 'columnheader',
        class: `heading cell-${align}`,
        tabindex: '-1',
        title: detail === '' ? label : `${label} · ${detail}`,
      },
      ...{ 'aria-colindex': String(columnIndex + 2), 'aria-sort': direction },
    },
    h('div', { class: 'heading-name' }, h('span', { class: 'heading-label' }, label), mark, filtered),
    h('div', { class: 'heading-detail' }, detail),
    h('div', { class: 'heading-edge', 'aria-hidden': 'true' }),
  );
}
