import type { Completion, DateMoment } from '../../core/coql/completion.ts';
import { aggregateFacts } from '../../core/coql/aggregates.ts';
import type { Module } from '../../core/model/metadata.ts';
import { queryCredits } from '../../core/model/queryCredits.ts';
import { fieldTypeText } from '../connectionTree/metadataText.ts';
import type { L10n } from '../l10n.ts';

/** The words beside a completion. */
export interface CompletionWords {
  /** Right after the name, such as the type. */
  readonly detail: string;
  /** At the right edge: what people call it, or where it is from. */
  readonly description: string;
}

export function completionWords(completion: Completion, l10n: L10n): CompletionWords {
  switch (completion.kind) {
    case 'field': {
      const { field, module } = completion;
      const label = field.label === field.apiName ? (module ?? l10n.t('Users')) : field.label;
      return { detail: `  ${fieldTypeText(field, l10n)}`, description: label };
    }
    case 'module':
    case 'from':
      return { detail: '', description: moduleWords(completion.module) };
    case 'function':
      return { detail: `(${aggregateFacts(completion.name).argument})`, description: '' };
    case 'date':
      return { detail: '', description: momentWords(completion.moment, l10n) };
    case 'pickListValue':
      return { detail: '', description: completion.isUsed ? '' : l10n.t('no longer offered') };
    case 'number':
      return { detail: '', description: l10n.t('{0} API credits a call', queryCredits(Number(completion.label))) };
    case 'keyword':
    case 'operator':
    case 'value':
      return { detail: '', description: '' };
  }
}

function moduleWords({ apiName, label }: Module): string {
  return apiName === label ? '' : label;
}

function momentWords(moment: DateMoment, l10n: L10n): string {
  switch (moment) {
    case 'now':
      return l10n.t('now');
    case 'today':
      return l10n.t('today');
    case 'yesterday':
      return l10n.t('yesterday');
    case 'sevenDaysAgo':
      return l10n.t('7 days ago');
    case 'thirtyDaysAgo':
      return l10n.t('30 days ago');
    case 'startOfMonth':
      return l10n.t('start of this month');
    case 'startOfYear':
      return l10n.t('start of this year');
  }
}
