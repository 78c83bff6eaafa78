import * as z from 'zod';

import { schemaChoices } from '../../targets/dataTarget.ts';
import { defaultTableChoices } from '../../targets/tablePlan.ts';

const name = z.string().trim().min(1).max(200);

const way = z
  .enum(['auto', 'list', 'coql', 'bulk'])
  .default('auto')
  .describe('Which of the APIs reads the records: auto takes the cheapest that can (the plan shows all).');

const fields = z
  .array(name)
  .min(1)
  .optional()
  .describe(
    'API names in the order of the columns; fields of related records by path, such as Account_Name.Phone. Left out = all fields.',
  );

const where = z
  .string()
  .trim()
  .min(1)
  .optional()
  .describe("Which records: a COQL condition, such as Stage = 'Closed Won'. Left out = all.");

const schedule = z
  .strictObject({
    cron: name.describe('Minute, hour, day of the month, month, day of the week; for example 0 6 * * 1-5.'),
    timeZone: name
      .optional()
      .describe('Name in the tz database. Left out = the zone of the computer that runs the job.'),
  })
  .describe('When it runs by itself while the editor is open and trusts the folder.');

const basics = {
  $schema: z.string().optional(),
  version: z.literal(1).describe('Of this format.'),
  connection: name.describe('Name of the connection to Zoho CRM.'),
  creditShare: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe("Share of the organization's daily API credits at which a run stops; the next run goes on from there."),
  schedule: schedule.optional(),
};

const csvOptions = {
  separator: z.enum([',', ';', '\t', '|']).default(',').describe('Between the cells of a line.'),
  quote: z
    .enum(['whereNeeded', 'always'])
    .default('whereNeeded')
    .describe('Which cells stand in double quotes: those that need it, or all.'),
  lineEnd: z.enum(['crlf', 'lf']).default('crlf').describe('What ends a line; RFC 4180 says crlf.'),
  encoding: z
    .enum(['utf-8', 'utf-16le', 'windows-1252', 'iso-8859-1'])
    .default('utf-8')
    .describe('A character that the encoding lacks stops the export with the record that holds it.'),
  byteOrderMark: z.boolean().default(false).describe('Starts the file with the mark by which Excel tells Unicode.'),
  header: z.enum(['apiName', 'label', 'none']).default('apiName').describe('What the first line calls the columns.'),
  nullText: z.string().max(20).default('').describe('Stands for a field that is empty.'),
  decimalSign: z.enum(['.', ',']).default('.'),
  dateFormat: z.string().min(1).max(40).default('yyyy-MM-dd').describe("In Luxon's tokens, such as dd.MM.yyyy."),
  dateTimeFormat: z
    .string()
    .min(1)
    .max(60)
    .default('iso')
    .describe("iso is ISO 8601 with the offset, else Luxon's tokens, such as dd.MM.yyyy HH:mm:ss."),
  timeZone: z
    .enum(['asSent', 'utc', 'connection'])
    .default('asSent')
    .describe("Of datetimes: as Zoho sent them, in UTC, or in the connection's time zone."),
  references: z.enum(['id', 'name']).default('id').describe('What a lookup or an owner becomes.'),
  neutralizeFormulas: z
    .boolean()
    .default(false)
    .describe(
      "Puts a ' before cells that a spreadsheet would run as a formula (those that begin with = + - @, tab or line break). Changes the data.",
    ),
  compression: z.enum(['none', 'gzip', 'zip']).default('none'),
};

const exportModule = z.strictObject({
  module: name.describe('API name of the module.'),
  fields,
  where,
  orderBy: z
    .strictObject({ field: name, descending: z.boolean().default(false) })
    .optional()
    .describe('Left out = in the order that is read fastest.'),
  converted: z.enum(['no', 'yes', 'both']).default('no').describe('Leads that were converted.'),
  way,
});

const exportJob = z.strictObject({
  ...basics,
  kind: z.literal('export'),
  modules: z.array(exportModule).min(1).max(600),
  changes: z
    .enum(['all', 'sinceLastRun'])
    .default('all')
    .describe('All records, or those that changed since the last run into the same file.'),
  deletions: z
    .enum(['none', 'column', 'file'])
    .default('none')
    .describe(
      'What tells of records that were deleted since the last run: nothing, lines with a last column "Deleted_Time", or a second file.',
    ),
  to: z.strictObject({
    file: name.describe(
      'Path below the folder of this file, or an absolute one. {module}, {date} and {time} stand for what they say; without {module}, the job has one module.',
    ),
    ...csvOptions,
  }),
});

const replicatedModule = z.strictObject({
  module: name.describe('API name of the module.'),
  fields: fields.describe('API names. Left out = all fields.'),
  where,
  way,
});

const replicateJob = z.strictObject({
  ...basics,
  kind: z.literal('replicate'),
  modules: z.array(replicatedModule).min(1).max(600),
  to: z.strictObject({
    database: name.optional().describe('Name of the connection to a database. Either this or sqlite.'),
    sqlite: name.optional().describe('A SQLite file, below the folder of this file or by an absolute path.'),
    prefix: z.string().max(30).default(defaultTableChoices.prefix).describe('Before each name of a table.'),
    namesFrom: z.enum(['apiName', 'label']).default(defaultTableChoices.namesFrom),
    style: z.enum(['asIs', 'snakeCase']).default(defaultTableChoices.style),
    ids: z
      .enum(['text', 'bigint'])
      .default(defaultTableChoices.ids)
      .describe('Type of the columns that hold ids: bigint saves space.'),
    multiSelect: z
      .enum(['childTable', 'text', 'json'])
      .default(defaultTableChoices.multiSelect)
      .describe('What multi-select lists become; text joins the values by a semicolon.'),
    names: z
      .boolean()
      .default(defaultTableChoices.names)
      .describe('Columns for the names of lookups and owners, besides their ids.'),
    foreignKeys: z
      .boolean()
      .default(defaultTableChoices.foreignKeys)
      .describe(
        'Foreign keys for lookups between modules of the job. PostgreSQL insists on them: a record whose lookup leads to one that is not in its table, for example because it was deleted, is rejected until the lookup changes. The others do not.',
      ),
    indexes: z.boolean().default(defaultTableChoices.indexes).describe('On lookups and Modified_Time.'),
    history: z
      .boolean()
      .default(defaultTableChoices.history)
      .describe('A second table with every version of each record.'),
    decisions: z
      .record(z.string(), z.enum(schemaChoices))
      .default({})
      .describe(
        'What becomes of columns whose fields were renamed or changed their type, by the keys that the plan shows with the choices.',
      ),
  }),
  reconcile: z
    .enum(['never', 'everyRun', 'daily', 'weekly'])
    .default('weekly')
    .describe(
      "How often all ids are compared, for what Zoho's lists of deletions do not tell: above all records that were merged into others, which stay in the tables until then.",
    ),
  formulas: z
    .enum(['withRecord', 'everyRun', 'daily', 'weekly'])
    .default('withRecord')
    .describe(
      'How often formulas, roll-ups and the names of lookups and owners are read again: they change without the record.',
    ),
});

/** What a `*.zoho-job.json` file may hold; `media/schemas/zoho-job.schema.json` is made of it. */
export const jobSchema = z.discriminatedUnion('kind', [exportJob, replicateJob]);

/** What a job file asks for, with the defaults filled in. */
export type Job = ExportJob | ReplicateJob;
export type ExportJob = z.output<typeof exportJob>;
export type ReplicateJob = z.output<typeof replicateJob>;
export type CsvDestination = ExportJob['to'];

/** The JSON schema that is published, with a line end. */
export function jobSchemaText(): string {
  const schema = z.toJSONSchema(jobSchema, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ title: 'Job of Connections for Zoho CRM', ...schema }, undefined, 2)}\n`;
}
