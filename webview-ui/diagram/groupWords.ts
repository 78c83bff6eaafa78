import type { GraphEdgeKind, GraphGroup } from '../../src/core/model/organizationGraph.ts';
import { l10n } from '../l10n.ts';

/** The groups that can be shown and hidden; people are there for the links to them. */
export const choosableGroups = ['standard', 'custom', 'subform', 'linking'] as const satisfies readonly GraphGroup[];

export function groupLabel(group: (typeof choosableGroups)[number]): string {
  switch (group) {
    case 'standard':
      return l10n.t('Standard');
    case 'custom':
      return l10n.t('Custom');
    case 'subform':
      return l10n.t('Subforms');
    case 'linking':
      return l10n.t('Linking modules');
  }
}

export function edgeKindLabel(kind: GraphEdgeKind): string {
  switch (kind) {
    case 'lookup':
      return l10n.t('lookup');
    case 'subform':
      return l10n.t('subform');
    case 'manyToMany':
      return l10n.t('many to many');
  }
}
