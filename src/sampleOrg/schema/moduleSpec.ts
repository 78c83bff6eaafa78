import type { FieldSpec } from './fieldSpec.ts';
import type { Criterion, LayoutSection, ModuleDefinition, RelatedListDefinition } from './module.ts';
import { idField, ownerField, recordFields } from './systemFields.ts';

/** A layout before it has ids. Without sections it shows every visible field. */
export interface LayoutSpec {
  readonly name: string;
  readonly status?: 'active' | 'inactive';
  readonly sections?: readonly LayoutSection[];
}

/** A custom view of the organization's own, besides "All …" and "My …". */
export interface ViewSpec {
  readonly name: string;
  readonly criterion: Criterion;
  readonly sortBy?: string;
  readonly sortOrder?: 'asc' | 'desc';
}

/** A module before it has ids: what differs from a module of records that is shown, writable and readable by every API. */
export interface ModuleSpec extends Partial<
  Omit<ModuleDefinition, 'id' | 'apiName' | 'fields' | 'layouts' | 'relatedLists' | 'customViews' | 'modifiedAt'>
> {
  readonly apiName: string;
  readonly singularLabel: string;
  readonly pluralLabel: string;
  readonly fields: readonly FieldSpec[];
  readonly layouts?: readonly LayoutSpec[];
  readonly views?: readonly ViewSpec[];
  /** Whether the module's records have notes and attachments. */
  readonly notes?: boolean;
  /** Lists that do not come from a lookup field of another module; those are found by `buildSchema`. */
  readonly relatedLists?: readonly Omit<RelatedListDefinition, 'id'>[];
  /** The fields of the "All …" and "My …" views; default: the first six fields that a view can show. */
  readonly viewFields?: readonly string[];
}

/** A module of the user interface: `Owner`, its own fields, and what every record has. */
export function recordModule(spec: ModuleSpec): ModuleSpec {
  return {
    notes: true,
    ...spec,
    fields: [ownerField(`${spec.singularLabel} Owner`), ...spec.fields, ...recordFields],
  };
}

/** A list of the records that a linking module pairs with this one. */
export function linkedList(
  apiName: string,
  target: string,
  module: string,
  ownField: string,
  otherField: string,
): Omit<RelatedListDefinition, 'id'> {
  return {
    apiName,
    label: apiName.replaceAll('_', ' '),
    source: { kind: 'linking', module, ownField, otherField, target },
  };
}

/** Lines that belong to the records of another module (zoho-api.md section 4.20). */
export function subformModule(spec: ModuleSpec): ModuleSpec {
  return {
    generatedType: 'subform',
    viewable: false,
    visible: false,
    views: [],
    layouts: [],
    ...spec,
    fields: [idField, ...spec.fields],
  };
}

/** A module that the system writes and no user opens: pairs, history and the like. */
export function hiddenModule(spec: ModuleSpec): ModuleSpec {
  return { viewable: false, creatable: false, editable: false, deletable: false, visible: false, layouts: [], ...spec };
}
