import type { ColumnState, Sort, TabState } from '../../src/protocol/results.ts';
import type { PopupEntry } from '../controls/popupMenu.ts';
import { l10n } from '../l10n.ts';
import type { ColumnLayout } from './columnLayout.ts';
import { withHidden } from './columnLayout.ts';

export interface HeadingActions {
  readonly sort: (sort: Sort | undefined) => void;
  readonly filter: () => void;
  readonly hide: () => void;
}

/** The menu of a column's heading. `sort`: how the rows are sorted now. */
export function headingEntries(
  { key }: ColumnState,
  sort: Sort | undefined,
  actions: HeadingActions,
): readonly PopupEntry[] {
  const sorted = (label: string, wanted: Sort | undefined): PopupEntry => ({
    label,
    isChecked: sort?.key === wanted?.key && sort?.direction === wanted?.direction,
    onPress: () => {
      actions.sort(wanted);
    },
  });
  return [
    sorted(l10n.t('Sort Ascending'), { key, direction: 'ascending' }),
    sorted(l10n.t('Sort Descending'), { key, direction: 'descending' }),
    sorted(l10n.t('As They Came'), undefined),
    'separator',
    { label: l10n.t('Filter…'), onPress: actions.filter },
    { label: l10n.t('Hide'), onPress: actions.hide },
  ];
}

/** Which columns are seen. `lay`: takes what the user makes of the layout. */
export function columnEntries(
  columns: readonly ColumnState[],
  layout: ColumnLayout,
  lay: (layout: ColumnLayout) => void,
): readonly PopupEntry[] {
  const all: PopupEntry = {
    label: l10n.t('Show All Columns'),
    onPress: () => {
      lay({ ...layout, hidden: [] });
    },
  };
  const each = columns.map(({ key, label }): PopupEntry => {
    const isShown = !layout.hidden.includes(key);
    return {
      label,
      isChecked: isShown,
      onPress: () => {
        lay(withHidden(layout, key, isShown, columns.length));
      },
    };
  });
  return [all, 'separator', ...each];
}

export interface CompareActions {
  readonly showBeside: (other: TabState) => void;
  readonly findDifferences: (other: TabState) => void;
}

/** Each other result: its rows beside these, or what differs. */
export function compareEntries(others: readonly TabState[], actions: CompareActions): readonly PopupEntry[] {
  const entry = (label: string, act: () => void): PopupEntry => ({ label, onPress: act });
  return [
    ...others.map((other) =>
      entry(l10n.t('Side by Side with {0} ({1})', other.title, other.status), () => {
        actions.showBeside(other);
      }),
    ),
    'separator',
    ...others.map((other) =>
      entry(l10n.t('Differences from {0} ({1})', other.title, other.status), () => {
        actions.findDifferences(other);
      }),
    ),
  ];
}
