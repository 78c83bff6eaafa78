import { InputError } from '../../errors.ts';
import type { Field, FieldType } from '../../model/metadata.ts';
import type { SavedColumn } from '../../model/rowFormat.ts';
import { dateTimeWriter, dateWriter } from '../../timeZones/dateTimeText.ts';
import type { ReadLimits } from '../../crm/crmRecords.ts';
import type { CsvDestination, ExportJob } from '../jobFile/jobSchema.ts';
import type { KnownFields, WantedField } from '../reading/fieldPlan.ts';
import { planFields } from '../reading/fieldPlan.ts';

/** Under which a line that tells of a deletion has the time; no field of the CRM has such a name. */
export const deletedTimeKey = '$deletedTime';

export interface ColumnsContext {
  readonly known: KnownFields;
  readonly limits: ReadLimits;
  /** tz database name of the connection. */
  readonly timeZone: string;
}

type Style = Pick<CsvDestination, 'header' | 'timeZone' | 'dateFormat' | 'dateTimeFormat' | 'decimalSign'>;

/** API names and paths of a module's export, in the order of the columns: those that the job names, else the id and all. */
export function exportedPaths(
  { module, fields }: Pick<ExportJob['modules'][number], 'module' | 'fields'>,
  own: readonly Field[],
): readonly string[] {
  const all = own.filter(({ apiName, type }) => apiName !== 'id' && type !== 'address').map(({ apiName }) => apiName);
  const paths = fields ?? ['id', ...all];
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice === undefined) return paths;
  throw new InputError(`${module} is to export ${twice} twice. Name each field once.`, 'fields');
}

/** The columns of an export. InputError, naming the field, for one that the module does not have or that nothing gives. */
export function exportColumns(
  module: string,
  paths: readonly string[],
  style: Style,
  context: ColumnsContext,
): readonly SavedColumn[] {
  const { wanted, missing } = planFields('coql', module, paths, context.known, context.limits);
  const [gap] = missing;
  if (gap) throw new InputError(`${gap.field} of ${module} cannot be exported: ${gap.because}.`, 'fields');
  const found = new Map(wanted.map((each) => [each.path, each]));
  return paths.map((path) => {
    if (path === 'id') return idColumn(style);
    const field = found.get(path)?.field;
    if (!field) throw unknownField(module, path, context.known);
    const heading = style.header === 'label' ? labelOf(module, path, context) : path;
    return { key: path, heading, write: cellWriter(field, style, context.timeZone) };
  });
}

/** No field of the metadata has a label for it. */
export function idColumn({ header }: Pick<Style, 'header'>): SavedColumn {
  return { key: 'id', heading: header === 'label' ? 'Record Id' : 'id' };
}

/** The last column of a file that tells of deletions. */
export function deletedTimeColumn(style: Style, timeZone: string): SavedColumn {
  const write = cellWriter({ type: 'dateTime' }, style, timeZone);
  return { key: deletedTimeKey, heading: style.header === 'label' ? 'Deleted Time' : 'Deleted_Time', write };
}

/** Labels along the path, such as `Account Name › Phone`. */
function labelOf(module: string, path: string, { known, limits }: ColumnsContext): string {
  const steps = path.split('.');
  const starts = steps.map((_, index) => steps.slice(0, index + 1).join('.'));
  const found = new Map(planFields('coql', module, starts, known, limits).wanted.map((each) => [each.path, each]));
  return starts.map((start, index) => labelOfStep(found.get(start), steps[index] ?? '')).join(' › ');
}

/** What a user is asked for has no field of its own. */
function labelOfStep(wanted: WantedField | undefined, step: string): string {
  const name = step.split('->', 1)[0] ?? step;
  return wanted?.field?.apiName === name ? wanted.field.label : name;
}

/** Undefined where values are written as they come. */
function cellWriter(
  field: { readonly type: FieldType; readonly resultType?: FieldType },
  style: Style,
  timeZone: string,
): SavedColumn['write'] {
  switch (field.resultType ?? field.type) {
    case 'dateTime': {
      const zone = { asSent: 'asSent', utc: 'UTC', connection: timeZone }[style.timeZone];
      if (zone === 'asSent' && style.dateTimeFormat === 'iso') return undefined;
      return dateTimeWriter({ zone, format: style.dateTimeFormat });
    }
    case 'date':
      return style.dateFormat === 'yyyy-MM-dd' ? undefined : dateWriter(style.dateFormat);
    case 'decimal':
    case 'currency':
    case 'percent':
      // Those with more digits than a double holds come as texts.
      return style.decimalSign === '.' ? undefined : (text) => text.replace('.', style.decimalSign);
    default:
      return undefined;
  }
}

function unknownField(module: string, path: string, known: KnownFields): InputError {
  const own = known.get(module) ?? [];
  const like = own.find(({ apiName, label }) =>
    [apiName, label].some((each) => each.toLowerCase() === path.toLowerCase()),
  );
  const hint = like ? `Did you mean ${like.apiName}?` : 'Name fields by their API names.';
  return new InputError(`${module} has no field ${path}. ${hint}`, 'fields');
}
