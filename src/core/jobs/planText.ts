import type { SchemaIssue } from '../targets/dataTarget.ts';
import type { JobPlan, PlannedCost, PlannedModule, PlannedSchema, PlannedStep } from './planning/jobPlan.ts';
import type { ReadWay } from './reading/readRequest.ts';

/** A plan as Markdown: the same text wherever it is made, with neither times nor paths of this computer. */
export function planText(plan: JobPlan): string {
  const { kind, connection, destination, modules, schema } = plan;
  const what = kind === 'export' ? 'Export' : 'Replication';
  const paragraphs = [
    `# Plan: ${what} from ${escaped(connection)} to ${code(destination)}`,
    'Nothing was changed. Calls, credits and times are estimates; records were counted for this plan.',
    totalsText(plan),
    overview(modules),
    ...modules.map(moduleText),
    ...(schema ? schemaText(schema) : []),
  ];
  return `${paragraphs.filter((each) => each !== '').join('\n\n')}\n`;
}

function totalsText({ totals, creditsAllowed, creditsLeft }: JobPlan): string {
  const { calls, credits, seconds } = totals;
  const share =
    creditsAllowed === undefined
      ? 'The CRM does not tell how many credits a day has.'
      : `The job may use ${number(creditsAllowed)} credits of a day (\`creditShare\`)${
          credits > creditsAllowed ? ': **it will stop there, and go on with the next run**.' : '.'
        }`;
  const left = creditsLeft === undefined ? '' : ` ${number(creditsLeft)} are left today for everybody.`;
  return `**${number(credits)} credits**, ${number(calls)} calls, about ${duration(seconds)}. ${share}${left}`;
}

function overview(modules: readonly PlannedModule[]): string {
  const rows = modules.flatMap((module) =>
    module.problem
      ? [`| ${escaped(module.module)} | left out | | | | | |`]
      : module.steps.map((step) => stepRow(module, step)),
  );
  const head = [
    '| Module | What | Records | Way | Calls | Credits | Time |',
    '| --- | --- | --: | --- | --: | --: | --: |',
  ];
  return [...head, ...rows].join('\n');
}

function stepRow({ module, where }: PlannedModule, step: PlannedStep): string {
  const { kind, records, way, calls, credits, seconds } = step;
  const count = records === undefined ? '' : number(records);
  const by = way === undefined ? '' : wayWords[way];
  return `| ${escaped(module)} | ${whatOf(kind, where)} | ${count} | ${by} | ${number(calls)} | ${number(credits)} | ${duration(seconds)} |`;
}

function whatOf(kind: PlannedStep['kind'], where: string | undefined): string {
  return kind === 'all' && where !== undefined ? 'all that the condition holds for' : stepWords[kind];
}

const stepWords: Readonly<Record<PlannedStep['kind'], string>> = {
  all: 'all records',
  changes: 'changes since the last run',
  rest: 'what the stopped run left',
  deletions: 'deletions',
  rows: 'changes in rows and links',
  reconcile: 'comparing all ids',
  formulas: 'computed values again',
};

const wayWords: Readonly<Record<ReadWay, string>> = { list: 'list', coql: 'queries', bulk: 'bulk export' };

function moduleText({ module, into, where, steps, problem }: PlannedModule): string {
  const lines = [
    `## ${escaped(module)}`,
    ...(problem ? [`**Left out.** ${escaped(problem.message)}`] : []),
    ...(into.length > 0 && !problem ? [`Into ${into.map(code).join(', ')}.`] : []),
    ...(where === undefined || problem ? [] : [`Only records for which ${code(where)} holds.`]),
    ...steps.filter(({ way }) => way !== undefined).map((step) => stepText(step, where)),
  ];
  return lines.join('\n\n');
}

function stepText(step: PlannedStep, where: string | undefined): string {
  const { kind, records, way, lanes, why, extra, others } = step;
  const by = way === undefined ? '' : ` by ${wayWords[way]}${lanes > 1 ? `, ${lanes} at a time` : ''}`;
  const lines = [
    `- ${capital(whatOf(kind, where))}${by}. ${escaped(why ?? '')}`.trimEnd(),
    ...(records === undefined ? ['  - the CRM does not count these records; it may not give them either'] : []),
    ...extra.map((each) => `  - also ${escaped(each)}`),
    ...others.map((other) => {
      const reason = other.impossibleBecause;
      return `  - not by ${wayWords[other.way]}: ${reason === undefined ? costText(other) : escaped(reason)}`;
    }),
  ];
  return lines.join('\n');
}

function costText({ calls, credits, seconds }: PlannedCost): string {
  return `${number(calls)} calls, ${number(credits)} credits, ${duration(seconds)}`;
}

function schemaText({ statements, issues, readAgain, problem }: PlannedSchema): readonly string[] {
  const again = readAgain.length === 0 ? '' : `All records of ${readAgain.map(escaped).join(', ')} are read again.`;
  if (problem !== undefined) {
    return ['## Tables', `The database could not be asked, so this is the plan of a first run: ${escaped(problem)}`];
  }
  return [
    '## Tables',
    ...(issues.length === 0
      ? []
      : ['These need a decision in the job file, under `to.decisions`:', issues.map(issueText).join('\n')]),
    statements.length === 0
      ? 'The tables are as they are wanted.'
      : `\`\`\`sql\n${statements.map((each) => `${each.replace(/;?\s*$/, '')};`).join('\n')}\n\`\`\``,
    again,
  ];
}

function issueText({ key, kind, table, column, was, wanted, choices }: SchemaIssue): string {
  const place = code(column === undefined ? table : `${table}.${column}`);
  if (kind === 'strange')
    return `- ${place} is there already, and this job did not make it. Choose another prefix, or remove it.`;
  const change = `${kind === 'renamed' ? 'was called' : 'was'} ${code(was ?? '')} and is ${code(wanted ?? '')} now`;
  return `- ${place} ${change}: ${code(JSON.stringify(key))}: ${choices.map((each) => code(JSON.stringify(each))).join(' or ')}`;
}

/** With commas between thousands, whatever the language of this computer. */
function number(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 6) / 10} h`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** What Markdown would take for marks. Underscores within words are none. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*[\]<>|]/g, '\\$&').replaceAll(/\r?\n/g, ' ');
}
