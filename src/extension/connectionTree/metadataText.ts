import type { Field, FieldType, Module, RelatedList, UnreadableReason } from '../../core/model/metadata.ts';
import type { L10n } from '../l10n.ts';
import type { ModuleGroup } from './groupModules.ts';

/** The words for modules, fields and related lists. */

export function moduleGroupLabel(group: ModuleGroup, l10n: L10n): string {
  switch (group) {
    case 'standard':
      return l10n.t('Standard Modules');
    case 'custom':
      return l10n.t('Custom Modules');
    case 'linked':
      return l10n.t('Subforms and Linking Modules');
    case 'unreadable':
      return l10n.t('Not Readable Through the API');
  }
}

/** The gray text of a module: its API name where that says something new, and why it cannot be read. */
export function moduleDescription(module: Module, l10n: L10n): string {
  const parts = module.apiName === module.label ? [] : [module.apiName];
  if (module.unreadableBecause) parts.push(unreadableText(module.unreadableBecause, l10n));
  return parts.join(' · ');
}

export function unreadableText(reason: UnreadableReason, l10n: L10n): string {
  switch (reason) {
    case 'notSupported':
      return l10n.t('not supported by the API');
    case 'hidden':
      return l10n.t('hidden from you');
    case 'noPermission':
      return l10n.t('no permission');
    case 'refused':
      return l10n.t('listed, but the API says that there is no such module');
    case 'noFields':
      return l10n.t('the API describes no fields');
    case 'recordsRefused':
      return l10n.t('the API refuses its records');
  }
}

/** The gray text of a field: "Leads_Source · pick list, mandatory". */
export function fieldDescription(field: Field, l10n: L10n): string {
  const words = [fieldTypeText(field, l10n), ...fieldFlags(field, l10n)].join(', ');
  return field.apiName === field.label ? words : `${field.apiName} · ${words}`;
}

/** The type with its size and what it points to: "text (100)", "lookup → Accounts". */
export function fieldTypeText(field: Field, l10n: L10n): string {
  const label = fieldTypeLabel(field, l10n);
  const targets = field.subformModule === undefined ? field.lookupModules : [field.subformModule];
  if (targets.length > 0) return `${label} → ${targets.join(', ')}`;
  if (field.decimalPlaces !== undefined && field.decimalPlaces > 0 && field.length !== undefined) {
    return `${label} (${field.length}, ${field.decimalPlaces})`;
  }
  const sized: readonly FieldType[] = ['text', 'longText', 'email', 'phone', 'url', 'integer', 'bigInteger'];
  return field.length !== undefined && sized.includes(field.type) ? `${label} (${field.length})` : label;
}

export function fieldFlags(field: Field, l10n: L10n): readonly string[] {
  return [
    ...(field.isMandatory ? [l10n.t('mandatory')] : []),
    ...(field.isUnique ? [l10n.t('unique')] : []),
    ...(field.isReadOnly ? [l10n.t('read-only')] : []),
    ...(field.isEncrypted === true ? [l10n.t('encrypted')] : []),
  ];
}

function fieldTypeLabel(field: Field, l10n: L10n): string {
  const labels: Readonly<Record<FieldType, string>> = {
    text: l10n.t('text'),
    longText: l10n.t('long text'),
    email: l10n.t('email'),
    phone: l10n.t('phone'),
    url: l10n.t('web address'),
    pickList: l10n.t('pick list'),
    multiPickList: l10n.t('multi-select pick list'),
    date: l10n.t('date'),
    dateTime: l10n.t('date and time'),
    boolean: l10n.t('yes/no'),
    integer: l10n.t('whole number'),
    bigInteger: l10n.t('long whole number'),
    decimal: l10n.t('decimal'),
    currency: l10n.t('currency'),
    percent: l10n.t('percent'),
    autoNumber: l10n.t('automatic number'),
    lookup: l10n.t('lookup'),
    userLookup: l10n.t('user'),
    multiLookup: l10n.t('multi-select lookup'),
    subform: l10n.t('subform'),
    file: l10n.t('files'),
    image: l10n.t('image'),
    formula: l10n.t('formula'),
    rollup: l10n.t('roll-up summary'),
    address: l10n.t('address'),
    other: field.crmType,
  };
  return labels[field.type];
}

/** Codicons by type, so that types can be told apart at a glance. */
export function fieldIcon(type: FieldType): string {
  return fieldIcons[type];
}

const fieldIcons: Readonly<Record<FieldType, string>> = {
  ...{ text: 'symbol-string', longText: 'note', email: 'mail', phone: 'device-mobile', url: 'link' },
  ...{ pickList: 'symbol-enum', multiPickList: 'checklist', date: 'calendar', dateTime: 'watch' },
  ...{ boolean: 'symbol-boolean', integer: 'symbol-numeric', bigInteger: 'symbol-numeric', decimal: 'symbol-numeric' },
  ...{ currency: 'credit-card', percent: 'percentage', autoNumber: 'list-ordered', lookup: 'references' },
  ...{ userLookup: 'person', multiLookup: 'references', subform: 'table', file: 'file', image: 'file-media' },
  ...{ formula: 'symbol-function', rollup: 'symbol-operator', address: 'location', other: 'symbol-misc' },
};

/** The gray text of a related list: the modules whose records it holds. */
export function relatedListDescription(list: RelatedList, l10n: L10n): string {
  const parts = list.apiName === list.label ? [] : [list.apiName];
  if (list.module !== undefined) parts.push(`→ ${list.module}`);
  if (list.linkingModule !== undefined) parts.push(l10n.t('through {0}', list.linkingModule));
  return parts.join(' · ');
}
