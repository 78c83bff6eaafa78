import { columnKey } from './column.ts';
import type { QueryDocument, Span } from './syntax.ts';

/** A query as an outline shows it. */
export interface OutlineEntry extends Span {
  /** The module; undefined while it is not written. */
  readonly module: string | undefined;
  /** The columns as they are written, without aliases. */
  readonly columns: readonly string[];
  /** What to select when somebody goes there: the module's name, or the beginning. */
  readonly target: Span;
}

/** One entry for each query, in order. */
export function outlineOf({ queries }: QueryDocument): readonly OutlineEntry[] {
  return queries.map(({ start, end, select, from }) => {
    const { start: targetStart, end: targetEnd } = from?.module ?? { start, end: start };
    return {
      ...{ start, end },
      module: from?.module?.text,
      columns: (select?.columns ?? []).flatMap(({ expression }) => (expression ? columnKey(expression) : [])),
      target: { start: targetStart, end: targetEnd },
    };
  });
}
