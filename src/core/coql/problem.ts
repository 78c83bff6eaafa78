import type { Span, SyntaxProblemKind } from './syntax.ts';
import type { TextEdit } from './textEdit.ts';

/** What is wrong with a query, or will surprise. A list for those who translate or filter; messages are for people. */
export type CoqlProblemKind =
  | SyntaxProblemKind
  | 'missingSelect'
  | 'missingFrom'
  | 'missingWhere'
  | 'unpairedConditions'
  | 'tooMany'
  | 'tooFewRows'
  | 'outOfReach'
  | 'duplicate'
  | 'alias'
  | 'notGrouped'
  | 'star'
  | 'unknownModule'
  | 'unreadableModule'
  | 'unknownField'
  | 'notALookup'
  | 'unsupportedColumn'
  | 'unknownFunction'
  | 'wrongArgument'
  | 'aggregateInCondition'
  | 'unsupportedInCondition'
  | 'wrongOperator'
  | 'wrongValue'
  | 'unknownPickListValue';

/** `error`: Zoho refuses the query; `warning`: it may refuse it, or find nothing. */
export interface CoqlProblem {
  readonly kind: CoqlProblemKind;
  readonly span: Span;
  /** One or two sentences in English that say what is wrong and what to write instead. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** The likeliest first. */
  readonly fixes: readonly Fix[];
}

/** Text edits of the document that mend one problem. */
export interface Fix {
  /** An imperative, as for a menu. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface ProblemOptions {
  /**
   * Whether the text goes to Zoho as it is. Otherwise it is run by `runQuery`, which reads as many rows as a LIMIT says;
   * and limits that newer announcements of Zoho's have raised make warnings instead of errors.
   */
  readonly asSent?: boolean;
}

export function errorAt(
  kind: CoqlProblemKind,
  { start, end }: Span,
  message: string,
  fixes: readonly Fix[] = [],
): CoqlProblem {
  return { kind, span: { start, end }, message, severity: 'error', fixes };
}

export function warningAt(
  kind: CoqlProblemKind,
  { start, end }: Span,
  message: string,
  fixes: readonly Fix[] = [],
): CoqlProblem {
  return { kind, span: { start, end }, message, severity: 'warning', fixes };
}

export function replacing(title: string, { start, end }: Span, newText: string): Fix {
  return { title, edits: [{ start, end, newText }] };
}

export function inserting(title: string, offset: number, newText: string): Fix {
  return { title, edits: [{ start: offset, end: offset, newText }] };
}
