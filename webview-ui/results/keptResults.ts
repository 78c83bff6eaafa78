import type { ColumnLayout } from './columnLayout.ts';
import { untouchedLayout } from './columnLayout.ts';

/** What the page keeps of a tab with `setState`: it survives hiding. Never a value of the CRM. */
export interface KeptTab {
  readonly layout: ColumnLayout;
  readonly scrollTop: number;
  readonly scrollLeft: number;
}

export type KeptResults = Readonly<Record<string, KeptTab>>;

export const nothingKept: KeptTab = { layout: untouchedLayout, scrollTop: 0, scrollLeft: 0 };

/** Reads what an earlier life of the page kept; whatever else is there is left out. */
export function parseKeptResults(value: unknown): KeptResults {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([id, tab]) => {
      const { layout, scrollTop, scrollLeft } = asObject(tab);
      return [id, { layout: parseLayout(layout), scrollTop: asNumber(scrollTop), scrollLeft: asNumber(scrollLeft) }];
    }),
  );
}

function parseLayout(value: unknown): ColumnLayout {
  const { widths, hidden } = asObject(value);
  const numbers = Object.entries(asObject(widths)).filter((entry): entry is [string, number] => asNumber(entry[1]) > 0);
  return {
    widths: Object.fromEntries(numbers),
    hidden: Array.isArray(hidden) ? hidden.filter((each) => typeof each === 'string') : [],
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function asNumber(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
