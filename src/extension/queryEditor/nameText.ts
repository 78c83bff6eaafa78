import type { AggregateFacts } from '../../core/coql/aggregates.ts';
import type { HoverFacts } from '../../core/coql/hover.ts';
import type { Field, Module } from '../../core/model/metadata.ts';
import type { TooltipRow } from '../connectionTree/tooltipRows.ts';
import { fieldRows, moduleRows } from '../connectionTree/tooltipRows.ts';
import type { L10n } from '../l10n.ts';
import { escapeMarkdown } from '../timeZones/markdown.ts';

/** What a name of a query stands for, in Markdown. */
export function hoverText(facts: HoverFacts, l10n: L10n): string {
  switch (facts.kind) {
    case 'field':
      return fieldText(facts.field, facts.module, l10n);
    case 'module':
      return moduleText(facts.module, facts.fieldCount, l10n);
    case 'function':
      return functionText(facts.facts);
  }
}

export function fieldText(field: Field, module: string | undefined, l10n: L10n): string {
  return listed(`${field.label} (${module ?? l10n.t('Users')})`, fieldRows(field, l10n));
}

export function moduleText(module: Module, fieldCount: number | undefined, l10n: L10n): string {
  const count = fieldCount === undefined ? [] : [{ label: l10n.t('Fields'), value: String(fieldCount) }];
  return listed(module.label, [...moduleRows(module, l10n), ...count]);
}

export function functionText({ name, summary, argument }: AggregateFacts): string {
  return `**${name}**(${escapeMarkdown(argument)})\n\n${escapeMarkdown(summary)}`;
}

function listed(heading: string, rows: readonly TooltipRow[]): string {
  const lines = rows.map(({ label, value }) => `- ${escapeMarkdown(label)}: ${escapeMarkdown(value)}`);
  return [`**${escapeMarkdown(heading)}**`, lines.join('\n')].join('\n\n');
}
