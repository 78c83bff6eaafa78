import type { IdSequence } from '../ids.ts';
import type { FieldSpec, OptionSpec } from './fieldSpec.ts';
import type {
  CustomViewDefinition,
  FieldDefinition,
  LayoutDefinition,
  ModuleDefinition,
  PickListValue,
  RelatedListDefinition,
} from './module.ts';
import { Schema } from './module.ts';
import { calls, events, tasks } from './modules/activities.ts';
import {
  invoices,
  lineModules,
  priceBooks,
  products,
  purchaseOrders,
  quotes,
  salesOrders,
  vendors,
} from './modules/inventory.ts';
import { contacts, leads } from './modules/people.ts';
import { inspections, leadsUsers, properties, propertiesContacts, rooms } from './modules/realEstate.ts';
import { accounts, campaigns, dealHistory, deals, pairs } from './modules/sales.ts';
import { attachments, cases, notes, solutions, unusable } from './modules/support.ts';
import type { LayoutSpec, ModuleSpec } from './moduleSpec.ts';
import { buildSettings } from './settingsSpec.ts';

/** In the order of the tabs. */
const specs: readonly ModuleSpec[] = [
  ...[leads, contacts, accounts, deals, tasks, events, calls, campaigns],
  ...[products, vendors, priceBooks, quotes, salesOrders, purchaseOrders, invoices, cases, solutions],
  ...[properties, inspections, notes, attachments, dealHistory],
  ...[...lineModules, rooms, propertiesContacts, leadsUsers, ...pairs, ...unusable],
];

/**
 * The modules of the sample organization with fresh ids, made at `at` (epoch milliseconds). The same sequence of ids
 * gives the same schema.
 */
export function buildSchema(ids: IdSequence, at: number): Schema {
  const settings = buildSettings(ids, at);
  const modules = specs.map((spec, index) => buildModule(spec, index + 1, ids, at));
  return new Schema(modules, settings);
}

function buildModule(spec: ModuleSpec, sequenceNumber: number, ids: IdSequence, at: number): ModuleDefinition {
  const { layouts = [{ name: 'Standard' }], views = [], viewFields, notes: hasNotes = false, ...own } = spec;
  return {
    moduleName: spec.apiName,
    generatedType: 'default',
    apiSupported: true,
    viewable: true,
    creatable: true,
    editable: true,
    deletable: true,
    visible: true,
    fieldsAnswer: 'fields',
    recordsAnswer: 'records',
    coqlReadable: true,
    bulkReadable: true,
    ...own,
    id: ids.next(),
    sequenceNumber,
    fields: spec.fields.map((field) => buildField(field, ids, at)),
    layouts: layouts.map((layout) => buildLayout(layout, spec, ids)),
    relatedLists: relatedLists(spec, hasNotes).map((list) => ({ id: ids.next(), ...list })),
    customViews:
      spec.viewable === false ? [] : buildViews({ ...spec, views, viewFields: viewFields ?? shown(spec) }, ids),
    modifiedAt: at,
  };
}

function buildField({ options, ...spec }: FieldSpec, ids: IdSequence, at: number): FieldDefinition {
  const created = spec.custom ? { createdAt: at } : {};
  const field = { id: ids.next(), ...spec, ...created };
  return options ? { ...field, pickList: options.map((option) => buildOption(option, ids)) } : field;
}

function buildOption(option: OptionSpec, ids: IdSequence): PickListValue {
  if (typeof option === 'string') {
    return { id: ids.next(), displayValue: option, actualValue: option, used: true };
  }
  const { display, actual, color, used = true } = option;
  const value = { id: ids.next(), displayValue: display, actualValue: actual, used };
  return color === undefined ? value : { ...value, colorCode: color };
}

function buildLayout(layout: LayoutSpec, spec: ModuleSpec, ids: IdSequence): LayoutDefinition {
  const everything = spec.fields.filter((field) => field.visible).map((field) => field.apiName);
  const sections = layout.sections ?? [{ name: `${spec.singularLabel} Information`, fields: everything }];
  return { id: ids.next(), name: layout.name, displayLabel: layout.name, status: layout.status ?? 'active', sections };
}

/** Notes, attachments, what other modules' lookups bring, and what the module itself lists. */
function relatedLists(spec: ModuleSpec, hasNotes: boolean): Omit<RelatedListDefinition, 'id'>[] {
  const always: Omit<RelatedListDefinition, 'id'>[] = hasNotes
    ? [
        { apiName: 'Notes', label: 'Notes', source: { kind: 'notes' } },
        { apiName: 'Attachments', label: 'Attachments', source: { kind: 'attachments' } },
      ]
    : [];
  return [...always, ...specs.flatMap((other) => listsFrom(other, spec.apiName)), ...(spec.relatedLists ?? [])];
}

function listsFrom(other: ModuleSpec, target: string): Omit<RelatedListDefinition, 'id'>[] {
  return other.fields.flatMap((field) => {
    const targets = field.lookupModules ?? (field.type === 'lookup' && field.lookup ? [field.lookup.module] : []);
    const apiName = field.relatedList ?? field.lookup?.relatedList;
    if (apiName === undefined || !targets.includes(target)) return [];
    const source = { kind: 'lookup', module: other.apiName, field: field.apiName } as const;
    return [{ apiName, label: other.pluralLabel, source }];
  });
}

function buildViews(
  spec: ModuleSpec & { readonly viewFields: readonly string[]; readonly views: NonNullable<ModuleSpec['views']> },
  ids: IdSequence,
): CustomViewDefinition[] {
  const label = spec.pluralLabel;
  const common = { fields: spec.viewFields };
  const mine = { kind: 'test', path: ['Owner'], comparator: 'equal', values: ['${CURRENTUSER}'] } as const;
  const system = { ...common, systemDefined: true } as const;
  return [
    { id: ids.next(), name: `All ${label}`, systemName: 'ALLVIEWS', isDefault: true, ...system },
    { id: ids.next(), name: `My ${label}`, systemName: 'MYVIEWS', isDefault: false, ...system, criterion: mine },
    ...spec.views.map((view) => ({
      id: ids.next(),
      systemName: view.name.replaceAll(' ', '_').toUpperCase(),
      isDefault: false,
      systemDefined: false,
      ...common,
      ...view,
    })),
  ];
}

function shown(spec: ModuleSpec): string[] {
  return spec.fields
    .filter((field) => field.visible && field.sortable)
    .slice(0, 6)
    .map((field) => field.apiName);
}
