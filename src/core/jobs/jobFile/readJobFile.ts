import type { ParseError } from 'jsonc-parser';
import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type * as z from 'zod';

import { readCondition } from './jobCondition.ts';
import type { Job } from './jobSchema.ts';
import { jobSchema } from './jobSchema.ts';

/** What is wrong with a job file, and where: offsets in UTF-16 units, `end` exclusive. */
export interface JobFileProblem {
  readonly start: number;
  readonly end: number;
  /** Begins with the key that is meant, such as `to.separator: …`. */
  readonly message: string;
  /** Whether the published JSON schema says it as well. */
  readonly isInSchema: boolean;
}

export type JobFile =
  | { readonly job: Job }
  | { readonly job: undefined; readonly problems: readonly [JobFileProblem, ...JobFileProblem[]] };

/** Reads a job file: JSON in which comments and commas at the end of lists are welcome. */
export function readJobFile(text: string): JobFile {
  if (text.trim() === '') return { job: undefined, problems: [whole('The file is empty.')] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error, ...more] = errors.map(({ error: code, offset, length }) => ({
    start: offset,
    end: offset + length,
    message: `This is not valid JSON here: ${jsonWords[printParseErrorCode(code)] ?? 'this cannot stand here'}.`,
    isInSchema: true,
  }));
  if (error) return { job: undefined, problems: [error, ...more] };
  if (!root) return { job: undefined, problems: [whole('The file is empty.')] };
  const value: unknown = getNodeValue(root);
  const parsed = jobSchema.safeParse(value, { reportInput: true });
  const issues = parsed.success ? meaningIssues(parsed.data) : parsed.error.issues.flatMap(issuesOf);
  const [problem, ...others] = issues.map(({ path, message }) => ({
    ...spanOf(path),
    message: sentence(path, message),
    isInSchema: !parsed.success,
  }));
  if (problem) return { job: undefined, problems: [problem, ...others] };
  return parsed.success ? { job: parsed.data } : { job: undefined, problems: [whole('This is no job.')] };

  /** Of the value, or of the innermost thing around it that is there. */
  function spanOf(path: Path): { readonly start: number; readonly end: number } {
    for (let length = path.length; length >= 0; length--) {
      const node = root && findNodeAtLocation(root, [...path.slice(0, length)]);
      if (!node) continue;
      const isInside = length < path.length && node.type === 'object';
      return { start: node.offset, end: isInside ? node.offset + 1 : node.offset + node.length };
    }
    return { start: 0, end: text.length };
  }

  function whole(message: string): JobFileProblem {
    return { start: 0, end: text.length, message, isInSchema: true };
  }
}

const jsonWords: Readonly<Record<string, string>> = {
  ValueExpected: 'a value is missing',
  PropertyNameExpected: 'the name of a key in double quotes is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'nothing may follow the end',
  UnexpectedEndOfString: 'the closing quote of a text is missing',
  UnexpectedEndOfComment: 'the end of a comment is missing',
};

type Path = readonly (string | number)[];

interface Issue {
  readonly path: Path;
  readonly message: string;
}

/** Each key too many is a problem of its own, at its own place. */
function issuesOf(issue: z.core.$ZodIssue): readonly Issue[] {
  const path = issue.path.filter((each) => typeof each !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'there is no such key here.' }));
  }
  if (issue.code === 'invalid_union' && path.at(-1) === 'kind') {
    return [{ path, message: 'must be "export" or "replicate".' }];
  }
  return [{ path, message: wordsOf(issue) }];
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.path[0] === 'modules' && typeof issue.input === 'string')
        return `must be an object: { "module": ${JSON.stringify(issue.input)} }.`;
      return issue.input === undefined ? 'is missing.' : `must be ${typeWords[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `must be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}.`;
    case 'too_small':
      return `must ${issue.origin === 'number' ? 'be more than' : 'have at least'} ${String(issue.minimum)}${unitOf(issue.origin)}.`;
    case 'too_big':
      return `must ${issue.origin === 'number' ? 'be at most' : 'have at most'} ${String(issue.maximum)}${unitOf(issue.origin)}.`;
    default:
      return `${issue.message}.`;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
}

/** What the schema cannot say. */
function meaningIssues(job: Job): readonly Issue[] {
  const conditions = job.modules.flatMap(({ module, where }, index): Issue[] => {
    if (where === undefined) return [];
    const read = readCondition(module, where);
    return read.condition ? [] : [{ path: ['modules', index, 'where'], message: read.problem }];
  });
  return [...conditions, ...(job.kind === 'export' ? exportIssues(job) : replicateIssues(job))];
}

function exportIssues({ modules, to, changes, deletions }: Extract<Job, { kind: 'export' }>): readonly Issue[] {
  const issues: Issue[] = [];
  if (modules.length > 1 && !to.file.includes('{module}')) {
    issues.push({ path: ['to', 'file'], message: 'must contain {module}, as the job exports several modules.' });
  }
  if (changes === 'all' && deletions !== 'none') {
    issues.push({ path: ['deletions'], message: 'takes "changes": "sinceLastRun": all records tell of no deletion.' });
  }
  if (changes === 'sinceLastRun' && /\{(date|time)\}/.test(to.file)) {
    issues.push({
      path: ['to', 'file'],
      message: 'must stay the same from run to run ("changes": "sinceLastRun"): leave out {date} and {time}.',
    });
  }
  return [...issues, ...repeated(modules)];
}

function replicateIssues({ modules, to }: Extract<Job, { kind: 'replicate' }>): readonly Issue[] {
  const issues: Issue[] = [];
  if ((to.database === undefined) === (to.sqlite === undefined)) {
    issues.push({ path: ['to'], message: 'needs either "database" or "sqlite".' });
  }
  return [...issues, ...repeated(modules)];
}

function repeated(modules: readonly { readonly module: string }[]): readonly Issue[] {
  return modules.flatMap(({ module }, index) =>
    modules.findIndex((each) => each.module === module) < index
      ? [{ path: ['modules', index, 'module'], message: `"${module}" is there already.` }]
      : [],
  );
}

function sentence(path: Path, message: string): string {
  const key = path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${String(part)}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
  return key === '' ? message : `${key}: ${message}`;
}
