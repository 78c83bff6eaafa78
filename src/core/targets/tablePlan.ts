import type { Field, Module } from '../model/metadata.ts';
import { planChildTables } from './planChildTables.ts';
import { idColumn, planColumns } from './planColumns.ts';
import { assignNames, cutName, styledName } from './tableNames.ts';

/** How modules become tables. */
export interface TableChoices {
  /** Before each name of a table. */
  readonly prefix: string;
  readonly namesFrom: 'apiName' | 'label';
  readonly style: 'asIs' | 'snakeCase';
  /** `bigint` saves space; `text` survives ids of other systems. */
  readonly ids: 'text' | 'bigint';
  /** `text` joins the values by `;`. */
  readonly multiSelect: 'childTable' | 'text' | 'json';
  /** Besides the ids of lookups and users. */
  readonly names: boolean;
  /** From lookups to tables of the same plan. PostgreSQL refuses rows whose target is not there (yet). */
  readonly foreignKeys: boolean;
  /** On lookups and Modified_Time. */
  readonly indexes: boolean;
  /** A second table with every version of each record. */
  readonly history: boolean;
}

export const defaultTableChoices: TableChoices = {
  prefix: '',
  namesFrom: 'apiName',
  style: 'asIs',
  ids: 'text',
  multiSelect: 'json',
  names: true,
  foreignKeys: false,
  indexes: true,
  history: false,
};

export interface ModuleToPlan {
  readonly module: Pick<Module, 'apiName' | 'label'>;
  readonly fields: readonly Field[];
  /** Fields of the modules that hold rows of subforms, by API name; a subform that is missing becomes JSON. */
  readonly subforms?: ReadonlyMap<string, readonly Field[]>;
}

/** The tables that one module is written into. */
export interface ModulePlan {
  /** API name. */
  readonly module: string;
  /** Keyed by the record's id. */
  readonly main: Table;
  /** Rows of subforms, choices, links. */
  readonly children: readonly Table[];
  readonly history: Table | undefined;
}

export interface Table {
  readonly name: string;
  readonly role: TableRole;
  readonly columns: readonly Column[];
  /** Names of columns. */
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly Index[];
  /** The column that tells which of two versions of a row is newer. */
  readonly versionColumn: string | undefined;
}

/** Where rows come from; `field` is an API name. */
export type TableRole =
  { readonly kind: 'records' | 'history' } | { readonly kind: 'subform' | 'choices' | 'links'; readonly field: string };

export interface Column {
  readonly name: string;
  /** Field id and part of the value; stays the same when the field is renamed. */
  readonly key: string;
  readonly type: ColumnType;
  readonly source: ColumnSource;
}

/** What a column can hold; each database has a documented type for each (`typeNames` of its dialect). */
export const columnTypes = [
  'id',
  'idNumber',
  'text',
  'longText',
  'boolean',
  'integer',
  'bigInteger',
  'decimal',
  'longDecimal',
  'date',
  'dateTime',
  'json',
] as const;
export type ColumnType = (typeof columnTypes)[number];

/** Where a cell comes from. */
export type ColumnSource =
  | { readonly kind: 'id' | 'parentId' | 'position' | 'choice' | 'linkedId' | 'linkedName' }
  | { readonly kind: 'validFrom' | 'validTo' | 'isCurrent' }
  | { readonly kind: 'value'; readonly field: string }
  | { readonly kind: 'reference'; readonly field: string; readonly part: 'id' | 'name' | 'email' | 'module' };

export interface ForeignKey {
  readonly name: string;
  readonly column: string;
  readonly table: string;
  readonly references: string;
  /** `cascade`: rows of a record; `setNull`: lookups. */
  readonly onDelete: 'cascade' | 'setNull';
}

export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Plans the tables of all modules of a job together: names are unique among them, foreign keys stay within them. */
export function planTables(modules: readonly ModuleToPlan[], choices: TableChoices): readonly ModulePlan[] {
  const names = assignNames(
    modules.map(({ module }) => ({
      key: module.apiName,
      name: choices.prefix + styledName(choices.namesFrom === 'label' ? module.label : module.apiName, choices.style),
    })),
  );
  const nameOf = (module: string): string | undefined => names.get(module);
  const taken = new Set([...names.values()].map((name) => name.toLowerCase()));
  return modules.map((each) => planModule(each, { choices, nameOf, taken }));
}

/** Ids of one table in the order of `DataTarget.ids`: as numbers where they are stored so, else by their bytes. */
export function compareIds(plan: ModulePlan): (a: string, b: string) => number {
  const isNumber = plan.main.columns[0]?.type === 'idNumber';
  return (a, b) => {
    if (isNumber && a.length !== b.length) return a.length - b.length;
    return a < b ? -1 : a > b ? 1 : 0;
  };
}

interface PlanContext {
  readonly choices: TableChoices;
  readonly nameOf: (module: string) => string | undefined;
  readonly taken: Set<string>;
}

function planModule(toPlan: ModuleToPlan, { choices, nameOf, taken }: PlanContext): ModulePlan {
  const name = nameOf(toPlan.module.apiName) ?? toPlan.module.apiName;
  const columns = [idColumn('id', choices), ...planColumns(toPlan.fields, choices, new Set(toPlan.subforms?.keys()))];
  const version = columns.find(({ source }) => source.kind === 'value' && source.field === 'Modified_Time');
  const main: Table = {
    name,
    role: { kind: 'records' },
    columns,
    primaryKey: ['id'],
    foreignKeys: choices.foreignKeys ? lookupKeys(toPlan, { name, columns, nameOf }) : [],
    indexes: choices.indexes ? planIndexes(name, columns, version) : [],
    versionColumn: version?.name,
  };
  const children = planChildTables(toPlan, main, choices, taken);
  const history = choices.history ? planHistory(main, choices, taken) : undefined;
  return { module: toPlan.module.apiName, main, children, history };
}

function lookupKeys(
  { fields }: ModuleToPlan,
  { name, columns, nameOf }: Pick<Table, 'name' | 'columns'> & Pick<PlanContext, 'nameOf'>,
): readonly ForeignKey[] {
  return columns.flatMap((column): ForeignKey[] => {
    const { source } = column;
    if (source.kind !== 'reference' || source.part !== 'id') return [];
    const [module, ...others] = fields.find(({ apiName }) => apiName === source.field)?.lookupModules ?? [];
    const table = module === undefined || others.length > 0 ? undefined : nameOf(module);
    if (table === undefined) return [];
    const key = cutName(`fk_${name}_${column.name}`);
    return [{ name: key, column: column.name, table, references: 'id', onDelete: 'setNull' }];
  });
}

function planIndexes(table: string, columns: readonly Column[], version: Column | undefined): readonly Index[] {
  const lookups = columns.filter(({ source }) => source.kind === 'reference' && source.part === 'id');
  return [...lookups, ...(version ? [version] : [])].map(({ name }) => ({
    name: cutName(`ix_${table}_${name}`),
    columns: [name],
  }));
}

/** Keyed by record and begin of validity; `_valid_to` is empty in the version that holds now. */
function planHistory(main: Table, choices: TableChoices, taken: Set<string>): Table {
  const name = cutName(`${main.name}_history`, taken);
  const own: readonly Column[] = [
    { name: '_valid_from', key: '#validFrom', type: 'dateTime', source: { kind: 'validFrom' } },
    { name: '_valid_to', key: '#validTo', type: 'dateTime', source: { kind: 'validTo' } },
    { name: '_is_current', key: '#isCurrent', type: 'boolean', source: { kind: 'isCurrent' } },
  ];
  const [id, ...rest] = main.columns;
  const indexes = choices.indexes ? [{ name: cutName(`ix_${name}_current`), columns: ['id', '_is_current'] }] : [];
  const columns = id ? [id, ...own, ...rest] : own;
  const primaryKey = ['id', '_valid_from'];
  return { name, role: { kind: 'history' }, columns, primaryKey, foreignKeys: [], indexes, versionColumn: undefined };
}
