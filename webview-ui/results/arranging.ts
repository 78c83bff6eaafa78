import type { Arrangement, ColumnState } from '../../src/protocol/results.ts';

/** The next step of a click on a heading: ascending, descending, as they came. */
export function nextSort({ sort }: Arrangement, { key }: ColumnState): Arrangement['sort'] {
  if (sort?.key !== key) return { key, direction: 'ascending' };
  return sort.direction === 'ascending' ? { key, direction: 'descending' } : undefined;
}

/** With another filter for a column; an empty one takes it away. */
export function arrangementWith(arrangement: Arrangement, key: string, text: string): Arrangement {
  const others = Object.entries(arrangement.filters).filter(([each]) => each !== key);
  return { ...arrangement, filters: Object.fromEntries(text === '' ? others : [...others, [key, text]]) };
}

/** Whether rows may be left out. */
export function isArranged({ search, filters }: Arrangement): boolean {
  return search.trim() !== '' || Object.values(filters).some((each) => each.trim() !== '');
}
