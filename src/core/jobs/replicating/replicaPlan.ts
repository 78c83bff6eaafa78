import type { Condition } from '../../coql/syntax.ts';
import { InputError } from '../../errors.ts';
import type { Field, Module } from '../../model/metadata.ts';
import type { SchemaDecisions } from '../../targets/dataTarget.ts';
import type { ModulePlan, ModuleToPlan, Table, TableChoices } from '../../targets/tablePlan.ts';
import { planTables } from '../../targets/tablePlan.ts';
import { endingOf } from '../jobEnding.ts';
import type { ReplicateJob } from '../jobFile/jobSchema.ts';
import { conditionOf, moduleNamed } from '../jobModule.ts';
import type { JobParts } from '../jobParts.ts';
import { changeField } from '../reading/changes.ts';
import type { KnownFields } from '../reading/fieldPlan.ts';
import { learnFields } from '../reading/learnFields.ts';
import type { ChangeWindow, ReadWay } from '../reading/readRequest.ts';

/** One module of a job, as far as metadata tell. */
export interface ReplicaModule {
  readonly module: Module;
  /** In the order of the columns. */
  readonly fields: readonly Field[];
  readonly known: KnownFields;
  readonly where: string | undefined;
  readonly condition: Condition | undefined;
  /** Undefined = as the plan chooses. */
  readonly way: ReadWay | undefined;
  /** By which changes are found; undefined where all records are read each time. */
  readonly changeField: ChangeWindow['field'] | undefined;
  readonly rows: readonly RowsOfModule[];
}

/** Values of a field that are records of another module, which are changed and deleted without ours being changed. */
export interface RowsOfModule {
  readonly field: string;
  readonly module: string;
  /** The lookup to our record. */
  readonly parentField: string;
  /** Of links: the lookup to the other record. Without that, a row counts for nothing. */
  readonly otherField: string | undefined;
  readonly changeField: ChangeWindow['field'] | undefined;
}

export interface ReplicaPlan {
  /** Those that can be planned, with the tables that are wanted for them. */
  readonly modules: readonly { readonly module: ReplicaModule; readonly plan: ModulePlan }[];
  /** By API name: why the others cannot. */
  readonly problems: ReadonlyMap<string, Error>;
}

/** What a job wants to have where. Reads metadata only. */
export async function planReplica(parts: JobParts, job: ReplicateJob, signal: AbortSignal): Promise<ReplicaPlan> {
  const problems = new Map<string, Error>();
  const modules: ReplicaModule[] = [];
  for (const wanted of job.modules) {
    try {
      if (modules.some(({ module }) => module.apiName === wanted.module)) throw namedTwice(wanted.module);
      modules.push(await describeModule(parts, wanted, signal));
    } catch (error) {
      if (!(error instanceof Error) || endingOf(error, signal) !== 'module') throw error;
      problems.set(wanted.module, error);
    }
  }
  const plans = planTables(modules.map(toPlan), choicesOf(job));
  return {
    modules: modules.flatMap((module, at) => {
      const plan = plans[at];
      return plan ? [{ module, plan }] : [];
    }),
    problems,
  };
}

export function choicesOf({ to }: ReplicateJob): TableChoices {
  const { prefix, namesFrom, style, ids, multiSelect, names, foreignKeys, indexes, history } = to;
  return { prefix, namesFrom, style, ids, multiSelect, names, foreignKeys, indexes, history };
}

/** What the job decided about fields that were renamed or changed their type. */
export function decisionsOf({ to }: ReplicateJob): SchemaDecisions {
  return new Map(Object.entries(to.decisions));
}

/** The table that the rows of a field are in; undefined where they are JSON in a column. */
export function tableOfRows({ children }: ModulePlan, { field }: RowsOfModule): Table | undefined {
  return children.find(({ role }) => 'field' in role && role.field === field);
}

async function describeModule(
  parts: JobParts,
  wanted: ReplicateJob['modules'][number],
  signal: AbortSignal,
): Promise<ReplicaModule> {
  const module = await moduleNamed(wanted.module, parts, signal);
  const all = await parts.fieldsOf(module.apiName, signal);
  const condition = conditionOf(module.apiName, wanted.where);
  const fields = chosenFields(module.apiName, wanted.fields, all);
  const known = await learnFields(
    module.apiName,
    fields.map(({ apiName }) => apiName),
    parts.fieldsOf,
    signal,
  );
  return {
    module,
    fields,
    known,
    where: wanted.where,
    condition,
    way: wanted.way === 'auto' ? undefined : wanted.way,
    changeField: changeField(all),
    rows: fields.flatMap((field) => rowsOfField(field, known)),
  };
}

/** With those that tell versions; without those that only name what is in other fields. */
function chosenFields(module: string, wanted: readonly string[] | undefined, all: readonly Field[]): readonly Field[] {
  const usable = all.filter(({ type, apiName }) => type !== 'address' && apiName !== 'id');
  if (!wanted) return usable;
  const strange = wanted.find((name) => name !== 'id' && !usable.some(({ apiName }) => apiName === name));
  if (strange !== undefined) {
    const how = strange.includes('.') ? 'Tables have fields of the module itself only' : 'There is no such field';
    throw new InputError(`${how}: ${strange} of ${module}. Take it out of "fields".`, 'fields');
  }
  const names = new Set([...wanted, 'Modified_Time', ...(changeField(all) === 'Created_Time' ? ['Created_Time'] : [])]);
  return [...names].flatMap((name) => usable.find(({ apiName }) => apiName === name) ?? []);
}

function rowsOfField(field: Field, known: KnownFields): readonly RowsOfModule[] {
  const module = field.linking?.module ?? (field.type === 'subform' ? field.subformModule : undefined);
  const fields = module === undefined ? undefined : known.get(module);
  if (module === undefined || !fields) return [];
  const parentField = field.linking?.ownField ?? 'Parent_Id';
  return [
    {
      field: field.apiName,
      module,
      parentField,
      otherField: field.linking?.otherField,
      changeField: changeField(fields),
    },
  ];
}

function toPlan({ module, fields, known }: ReplicaModule): ModuleToPlan {
  const subforms = new Map(
    fields.flatMap(({ type, subformModule }) => {
      const rows = type === 'subform' && subformModule !== undefined ? known.get(subformModule) : undefined;
      return rows && subformModule !== undefined
        ? [[subformModule, rows.filter((field) => field.type !== 'address')] as const]
        : [];
    }),
  );
  return { module, fields, subforms };
}

function namedTwice(module: string): InputError {
  return new InputError(`The job names ${module} twice. Leave one of them out.`, 'modules');
}
