import type { OrganizationSettings } from './settings.ts';
import { noSettings } from './settings.ts';

/** `data_type` of a field as Zoho's fields API names it (zoho-api.md sections 4.4 and 5). */
export type FieldType =
  | 'text'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'website'
  | 'picklist'
  | 'multiselectpicklist'
  | 'date'
  | 'datetime'
  | 'integer'
  | 'bigint'
  | 'double'
  | 'currency'
  | 'percent'
  | 'boolean'
  | 'autonumber'
  | 'lookup'
  | 'ownerlookup'
  | 'userlookup'
  | 'multiselectlookup'
  | 'multiuserlookup'
  | 'multi_module_lookup'
  | 'subform'
  | 'fileupload'
  | 'imageupload'
  | 'profileimage'
  | 'formula'
  | 'rollup_summary'
  | 'RRULE'
  | 'ALARM'
  | 'event_reminder'
  | 'multireminder'
  | 'address'
  | 'layout';

export interface PickListValue {
  readonly id: string;
  readonly displayValue: string;
  readonly actualValue: string;
  readonly colorCode?: string;
  readonly used: boolean;
}

export interface FieldDefinition {
  readonly id: string;
  apiName: string;
  label: string;
  readonly type: FieldType;
  /** `json_type`; Zoho's metadata says what it says, also where the payload differs (section 5, "Metadata lies"). */
  readonly jsonType: 'string' | 'integer' | 'double' | 'boolean' | 'jsonobject' | 'jsonarray';
  readonly length: number;
  readonly decimalPlaces?: number;
  mandatory: boolean;
  /** Mandatory in the layout only, so checked only when a write names its layout. */
  readonly layoutMandatory?: boolean;
  readonly custom: boolean;
  /** False for what the system computes: such values in a write are ignored. */
  readonly writable: boolean;
  readonly visible: boolean;
  readonly searchable: boolean;
  readonly sortable: boolean;
  readonly filterable: boolean;
  readonly unique?: { readonly caseSensitive: boolean };
  /** Conditions on it: equal and empty only (zoho-api.md sections 4.9 and 4.11). */
  readonly encrypted?: boolean;
  /** The field whose value names the record: the `name` of a lookup that points to it. */
  readonly displayField: boolean;
  /** `virtual_field`: computed, not stored. */
  readonly virtual?: boolean;
  pickList?: PickListValue[];
  /** False where only the listed values are taken ("restricted" lists). Default: anything is stored. */
  readonly openPickList?: boolean;
  /** For lookup and multiselectlookup: the target module, and the related list that the target shows for it. */
  readonly lookup?: { readonly module: string; readonly relatedList?: string };
  /** For multi_module_lookup: the modules that it may point to. */
  readonly lookupModules?: readonly string[];
  /** For multi_module_lookup: the related list that each of those modules shows for it. */
  readonly relatedList?: string;
  /** For multiselectlookup: the linking module and its two lookup fields. */
  readonly linking?: { readonly module: string; readonly ownField: string; readonly otherField: string };
  /** For subform: API name of the module that holds the rows. */
  readonly subformModule?: string;
  readonly formula?: {
    readonly returnType: 'double' | 'text' | 'boolean' | 'date' | 'datetime';
    readonly expression: string;
  };
  readonly rollup?: {
    readonly module: string;
    readonly field: string;
    readonly function: 'COUNT' | 'SUM' | 'MAX' | 'MIN';
  };
  readonly autoNumber?: { readonly prefix: string; readonly suffix: string; readonly start: number };
  readonly textareaKind?: 'small' | 'large' | 'rich_text';
  /** False for columns that metadata lists and bulk read refuses (FIELD_NOT_SUPPORTED, section 4.15). */
  readonly bulkReadable: boolean;
  readonly historyTracked?: boolean;
  /** Where lead conversion copies the value to, by target module. */
  readonly convertsTo?: Readonly<Partial<Record<'Contacts' | 'Accounts' | 'Deals', string>>>;
  readonly tooltip?: string;
  readonly createdAt?: number;
}

export interface LayoutSection {
  readonly name: string;
  readonly fields: readonly string[];
}

export interface LayoutDefinition {
  readonly id: string;
  readonly name: string;
  readonly displayLabel: string;
  readonly status: 'active' | 'inactive';
  readonly sections: readonly LayoutSection[];
}

export interface RelatedListDefinition {
  readonly id: string;
  readonly apiName: string;
  readonly label: string;
  /** Where its rows come from. */
  readonly source:
    | { readonly kind: 'lookup'; readonly module: string; readonly field: string }
    | { readonly kind: 'notes' }
    | { readonly kind: 'attachments' }
    | {
        readonly kind: 'linking';
        readonly module: string;
        readonly ownField: string;
        readonly otherField: string;
        readonly target: string;
      };
}

export interface CustomViewDefinition {
  readonly id: string;
  readonly name: string;
  readonly systemName: string;
  readonly isDefault: boolean;
  readonly systemDefined: boolean;
  readonly fields: readonly string[];
  readonly criterion?: Criterion;
  readonly sortBy?: string;
  readonly sortOrder?: 'asc' | 'desc';
}

/**
 * A condition on records, whoever wrote it: search criteria, COQL, bulk read, custom views. Values are texts or
 * numbers as the client wrote them; `query/criterion.ts` reads them by the field's type.
 */
export type Criterion =
  | { readonly kind: 'all'; readonly of: readonly Criterion[] }
  | { readonly kind: 'any'; readonly of: readonly Criterion[] }
  | {
      readonly kind: 'test';
      readonly path: readonly string[];
      readonly comparator: Comparator;
      readonly values: readonly CriterionValue[];
    };

export type CriterionValue = string | number | boolean | null;

export type Comparator =
  | 'equal'
  | 'not_equal'
  | 'less_than'
  | 'less_equal'
  | 'greater_than'
  | 'greater_equal'
  | 'between'
  | 'not_between'
  | 'in'
  | 'not_in'
  | 'contains'
  | 'not_contains'
  | 'starts_with'
  | 'ends_with'
  | 'is_empty'
  | 'is_not_empty';

export type GeneratedType = 'default' | 'custom' | 'subform' | 'linking' | 'web' | 'field_tracker';

export interface ModuleDefinition {
  readonly id: string;
  readonly apiName: string;
  /** The old name that user-interface links use, e.g. `Potentials` for Deals. */
  readonly moduleName: string;
  singularLabel: string;
  pluralLabel: string;
  readonly generatedType: GeneratedType;
  /** Parent of a subform or linking module. */
  readonly parentModule?: string;
  readonly apiSupported: boolean;
  readonly viewable: boolean;
  readonly creatable: boolean;
  readonly editable: boolean;
  readonly deletable: boolean;
  readonly visible: boolean;
  readonly sequenceNumber: number;
  /** `noContent`: listed, but settings/fields answers 204 (section 4.3). */
  readonly fieldsAnswer: 'fields' | 'noContent';
  /** `invalidModule`: listed with api_supported, but its records answer INVALID_MODULE (section 4.3). `adminOnly`: 403 for others. */
  readonly recordsAnswer: 'records' | 'invalidModule' | 'adminOnly';
  readonly coqlReadable: boolean;
  readonly bulkReadable: boolean;
  /** The system's own duplicate check for upsert (section 4.12); none for Tasks, Events, Calls. */
  readonly duplicateCheckField?: string;
  /** In display order. */
  readonly fields: FieldDefinition[];
  layouts: readonly LayoutDefinition[];
  readonly relatedLists: readonly RelatedListDefinition[];
  customViews: readonly CustomViewDefinition[];
  modifiedAt: number;
}

/** The modules of an organization with quick look-ups. Names are case-sensitive, as Zoho's are. */
export class Schema {
  readonly modules: readonly ModuleDefinition[];
  readonly settings: OrganizationSettings;
  readonly #byName: ReadonlyMap<string, ModuleDefinition>;
  readonly #fields = new WeakMap<ModuleDefinition, ReadonlyMap<string, FieldDefinition>>();

  constructor(modules: readonly ModuleDefinition[], settings: OrganizationSettings = noSettings()) {
    this.modules = modules;
    this.settings = settings;
    this.#byName = new Map(modules.map((module) => [module.apiName, module]));
  }

  module(apiName: string): ModuleDefinition | undefined {
    return this.#byName.get(apiName);
  }

  field(module: ModuleDefinition, apiName: string): FieldDefinition | undefined {
    let fields = this.#fields.get(module);
    if (!fields) {
      fields = new Map(module.fields.map((field) => [field.apiName, field]));
      this.#fields.set(module, fields);
    }
    return fields.get(apiName);
  }

  /** To be called after a field of the module was added, removed or renamed. */
  fieldsChanged(module: ModuleDefinition, at: number): void {
    module.modifiedAt = at;
    this.#fields.delete(module);
  }
}
