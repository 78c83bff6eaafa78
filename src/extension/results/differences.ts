import type { CrmRecord } from '../../core/model/record.ts';
import type { RichCell } from '../../protocol/results.ts';
import type { L10n } from '../l10n.ts';
import type { CellMaker } from './cells.ts';
import type { Decorate } from './resultRows.ts';
import type { ShownColumn } from './shownColumn.ts';

/** A result as it is compared. */
export interface Compared {
  readonly title: string;
  readonly records: readonly CrmRecord[];
  readonly makers: readonly CellMaker[];
}

export interface Differences {
  readonly columns: readonly ShownColumn[];
  /** A record for each that differs: texts, and what the row is under {@link differenceKey}. */
  readonly records: readonly CrmRecord[];
  readonly decorate: Decorate;
  /** One sentence. */
  readonly summary: string;
}

const differenceKey = 'difference';
/** API names of fields have no tilde, so that these keys are free. */
const kindKey = '~kind';
const changedKey = '~changed';

/** What differs between two results by record id: records that only one of them has, and cells that are not the same. */
export function findDifferences(before: Compared, after: Compared, l10n: L10n): Differences {
  const columns = [...new Set([...before.makers, ...after.makers].map(({ column }) => column.key))]
    .filter((key) => key !== 'id')
    .map((key) => columnBy(key, before, after));
  const later = new Map(after.records.map((record) => [record.id, record]));
  const earlier = new Set(before.records.map((record) => record.id));
  const removed = before.records.filter(({ id }) => !later.has(id));
  const added = after.records.filter(({ id }) => !earlier.has(id));
  const changed = before.records.flatMap((record) => {
    const other = later.get(record.id);
    return other ? changedRecord(record, other, columns, before, after, l10n) : [];
  });
  const only = (title: string): string => l10n.t('Only in {0}', title);
  return {
    columns: [
      { key: differenceKey, label: l10n.t('Difference') },
      { key: 'id', label: l10n.t('Record ID') },
      ...columns,
    ],
    records: [
      ...changed,
      ...removed.map((record) => loneRecord(record, 'removed', only(before.title), before)),
      ...added.map((record) => loneRecord(record, 'added', only(after.title), after)),
    ],
    decorate,
    summary: l10n.t(
      '{0} changed, {1} only in {2}, {3} only in {4}',
      changed.length,
      removed.length,
      before.title,
      added.length,
      after.title,
    ),
  };
}

function columnBy(key: string, before: Compared, after: Compared): ShownColumn {
  const maker = [...before.makers, ...after.makers].find(({ column }) => column.key === key);
  return { key, label: maker?.column.label ?? key };
}

/** Empty where nothing differs. */
function changedRecord(
  a: CrmRecord,
  b: CrmRecord,
  columns: readonly ShownColumn[],
  before: Compared,
  after: Compared,
  l10n: L10n,
): CrmRecord[] {
  const texts: Record<string, string> = {};
  const changed: string[] = [];
  for (const { key } of columns) {
    const [was, is] = [textOf(a, key, before), textOf(b, key, after)];
    // A column that one of the two did not ask for is no difference.
    const isShared = hasColumn(before, key) && hasColumn(after, key);
    if (isShared && was !== is) changed.push(key);
    texts[key] = isShared && was !== is ? `${was === '' ? '∅' : was} → ${is === '' ? '∅' : is}` : is || was;
  }
  if (changed.length === 0) return [];
  return [{ id: a.id, [differenceKey]: l10n.t('Changed'), ...texts, [kindKey]: 'changed', [changedKey]: changed }];
}

function loneRecord(record: CrmRecord, kind: 'added' | 'removed', words: string, from: Compared): CrmRecord {
  const texts = Object.fromEntries(from.makers.map(({ column }) => [column.key, textOf(record, column.key, from)]));
  return { ...texts, id: record.id, [differenceKey]: words, [kindKey]: kind };
}

function textOf(record: CrmRecord, key: string, { makers }: Compared): string {
  return makers.find(({ column }) => column.key === key)?.text(record[key]) ?? '';
}

function hasColumn({ makers }: Compared, key: string): boolean {
  return makers.some(({ column }) => column.key === key);
}

function decorate(...[cell, record, key]: Parameters<Decorate>): ReturnType<Decorate> {
  const kind = record[kindKey] as NonNullable<RichCell['difference']>;
  const changed = record[changedKey];
  if (Array.isArray(changed) && key !== differenceKey && !changed.includes(key)) return cell;
  const rich: RichCell = typeof cell === 'string' ? { text: cell } : (cell ?? {});
  return { ...rich, difference: kind };
}
