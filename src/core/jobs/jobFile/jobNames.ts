import type { Completion } from '../../coql/completion.ts';
import { completionsAt } from '../../coql/complete.ts';
import type { KnownMetadata } from '../../coql/knownMetadata.ts';
import { nearestNames } from '../../coql/nearestNames.ts';
import { parseDocument } from '../../coql/parse.ts';
import type { CoqlProblem, CoqlProblemKind } from '../../coql/problem.ts';
import { findProblems } from '../../coql/problems.ts';
import type { Span } from '../../coql/syntax.ts';
import type { JobPlace } from './jobPlaces.ts';
import { jobPlaces } from './jobPlaces.ts';
import { scheduleProblem } from './schedule.ts';

/** What job files may name. */
export interface JobNames {
  /** Names of the connections to Zoho CRM, and to databases. */
  readonly connections: readonly string[];
  readonly databases: readonly string[];
  /** Of the connection that the file names. */
  readonly metadata: KnownMetadata;
}

/** A name that nothing has, or something else that the schema cannot see. */
export interface JobNameProblem extends Span {
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** What may be meant, the likeliest first: takes the place of the span. */
  readonly replacements: readonly string[];
}

/** Everything in a job file that is called by a wrong name, as far as it is known what there is. */
export function jobNameProblems(text: string, names: JobNames): readonly JobNameProblem[] {
  return jobPlaces(text).flatMap((place) => problemsAt(place, names));
}

/** What may be written in the string at an offset, and what of it is replaced; nothing elsewhere. */
export function jobCompletions(
  text: string,
  offset: number,
  { metadata }: Pick<JobNames, 'metadata'>,
  zone: { readonly now: number; readonly offsetMinutesAt: (instant: number) => number },
): readonly Completion[] {
  const place = jobPlaces(text).find((each) => each.start <= offset && offset <= each.end);
  const query = place?.isPlain === true ? queryAround(place) : undefined;
  if (!place || !query) return [];
  const shift = place.start - query.before.length;
  const document = parseDocument(query.before + place.text + query.after);
  return completionsAt(document, offset - shift, { metadata, ...zone })
    .filter(({ kind, text: inserted }) => query.kinds?.includes(kind) ?? !inserted.includes('"'))
    .map((each) => ({ ...each, span: shifted(each.span, shift) }));
}

interface QueryAround {
  readonly before: string;
  readonly after: string;
  /** Undefined = all. */
  readonly kinds: readonly Completion['kind'][] | undefined;
  /** The problems that hold for jobs as they do for queries; undefined = all. */
  readonly problems: readonly CoqlProblemKind[] | undefined;
}

/** A query in which the text means what it means in the job: what helps with queries then helps with jobs. */
function queryAround({ kind, module }: JobPlace): QueryAround | undefined {
  switch (kind) {
    case 'module':
      return {
        before: 'select id from ',
        after: '',
        kinds: ['module'],
        problems: ['unknownModule', 'unreadableModule'],
      };
    case 'field':
      if (module === undefined) return undefined;
      return {
        ...{ before: 'select ', after: ` from ${module}`, kinds: ['field'] },
        problems: ['unknownField', 'notALookup'],
      };
    case 'where':
      if (module === undefined) return undefined;
      return { before: `select id from ${module} where `, after: '', kinds: undefined, problems: undefined };
    default:
      return undefined;
  }
}

function problemsAt(place: JobPlace, names: JobNames): readonly JobNameProblem[] {
  switch (place.kind) {
    case 'connection':
      return unknown(place, names.connections, 'There is no connection');
    case 'database':
      return unknown(place, names.databases, 'There is no connection to a database');
    case 'cron':
    case 'timeZone': {
      const message = scheduleProblem(place.kind, place.text);
      return message === undefined ? [] : [problem(place, message)];
    }
    default:
      return queryProblems(place, names.metadata);
  }
}

function unknown(place: JobPlace, names: readonly string[], what: string): readonly JobNameProblem[] {
  if (place.text === '' || names.includes(place.text)) return [];
  const near = nearestNames(place.text, names);
  const hint = near[0] === undefined ? '' : ` Did you mean "${near[0]}"?`;
  // Job files are shared: what is missing on this computer may be there on the next.
  return [{ ...problem(place, `${what} "${place.text}" here.${hint}`), severity: 'warning', replacements: near }];
}

function queryProblems(place: JobPlace, metadata: KnownMetadata): readonly JobNameProblem[] {
  const query = queryAround(place);
  if (!query || place.text.trim() === '') return [];
  const shift = place.start - query.before.length;
  const inQuery = { start: query.before.length, end: query.before.length + place.text.length };
  const document = parseDocument(query.before + place.text + query.after);
  return findProblems(document, metadata)
    .filter(({ kind, span }) => (query.problems?.includes(kind) ?? true) && isWithin(span, inQuery))
    .map(({ span, message, severity, fixes }) => ({
      ...(place.isPlain ? shifted(span, shift) : { start: place.start, end: place.end }),
      ...{ message, severity },
      replacements: place.isPlain ? fixes.flatMap((fix) => replacementOf(fix.edits, span)) : [],
    }));
}

/** Of fixes that write one thing in the place of what is wrong. */
function replacementOf(edits: CoqlProblem['fixes'][number]['edits'], span: Span): readonly string[] {
  const [edit, ...others] = edits;
  return edit && others.length === 0 && edit.start === span.start && edit.end === span.end ? [edit.newText] : [];
}

function problem({ start, end }: Span, message: string): JobNameProblem {
  return { start, end, message, severity: 'error', replacements: [] };
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
