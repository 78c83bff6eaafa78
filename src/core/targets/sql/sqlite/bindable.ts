import type { SQLInputValue } from 'node:sqlite';

import type { Cells } from '../../rowsOfRecord.ts';
import type { ColumnType } from '../../tablePlan.ts';

/** Makes the function that writes flags as 0 and 1, which is all that SQLite has. */
export function bindable(columns: readonly { readonly type: ColumnType }[]): (cells: Cells) => SQLInputValue[] {
  const flags = columns.flatMap(({ type }, at) => (type === 'boolean' ? [at] : []));
  return (cells) => {
    const values = cells.slice();
    for (const at of flags) if (values[at] !== null) values[at] = Number(values[at]);
    return values as SQLInputValue[];
  };
}
