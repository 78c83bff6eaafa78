import type { Comparator, CriterionValue } from '../schema/module.ts';
import type { ValueTest } from './scalarTest.ts';
import { textPartTest } from './scalarTest.ts';
import { foldedText } from './valueReader.ts';

/**
 * Conditions on multi-select pick lists and tags. `equal` takes the whole selection, `English;German` in any order;
 * `in` is met by any selected option; `starts_with` and the like look at the selection joined by semicolons.
 * Source: zoho-api.md section 4.11.
 */
export function compileOptionsTest(
  comparator: Comparator,
  values: readonly CriterionValue[],
  refuse: (value: CriterionValue) => never,
): ValueTest {
  const texts = values.map((value) => foldedText(value) ?? refuse(value));
  const holds = selectionTest(comparator, texts);
  return (stored) => {
    const selected = Array.isArray(stored) ? stored.map((each: unknown) => optionText(each)) : [];
    return selected.length > 0 && holds(selected);
  };
}

function selectionTest(comparator: Comparator, texts: readonly string[]): (selected: readonly string[]) => boolean {
  const [first = ''] = texts;
  const wanted = sortedOptions(first.split(';'));
  const known = new Set(texts.flatMap((text) => text.split(';').map((option) => option.trim())));
  switch (comparator) {
    case 'equal':
      return (selected) => sortedOptions(selected) === wanted;
    case 'not_equal':
      return (selected) => sortedOptions(selected) !== wanted;
    case 'in':
      return (selected) => selected.some((option) => known.has(option));
    case 'not_in':
      return (selected) => !selected.some((option) => known.has(option));
    default: {
      const holds = textPartTest(comparator, first);
      return (selected) => holds(selected.join(';'));
    }
  }
}

function sortedOptions(options: readonly string[]): string {
  return options
    .map((option) => option.trim())
    .sort()
    .join(';');
}

/** The store keeps texts; tags that came with an id and a color count by their name. */
function optionText(option: unknown): string {
  if (typeof option === 'object' && option !== null && 'name' in option) return String(option.name).toLowerCase();
  return String(option).toLowerCase();
}
