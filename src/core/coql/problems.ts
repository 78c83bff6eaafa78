import { findConditionProblems } from './conditionProblems.ts';
import { findGroupingProblems, findRepetitions } from './groupingProblems.ts';
import type { KnownMetadata } from './knownMetadata.ts';
import { findNameProblems } from './nameProblems.ts';
import { findUnpaired } from './pairBrackets.ts';
import type { CoqlProblem, ProblemOptions } from './problem.ts';
import { findShapeProblems } from './shapeProblems.ts';
import { mendable } from './syntaxFixes.ts';
import type { Query, QueryDocument } from './syntax.ts';

/**
 * All that can be told about the queries of a document without asking the CRM, in the order of the document: what Zoho
 * would refuse, and what deserves a warning. Nothing is called unknown while metadata are not there to know it from.
 */
export function findProblems(
  document: QueryDocument,
  metadata: KnownMetadata,
  options: ProblemOptions = {},
): CoqlProblem[] {
  return document.queries.flatMap((query) =>
    problemsOf(query, document, metadata, options).sort((a, b) => a.span.start - b.span.start),
  );
}

function problemsOf(
  query: Query,
  document: QueryDocument,
  metadata: KnownMetadata,
  options: ProblemOptions,
): CoqlProblem[] {
  const syntax = query.syntaxProblems.map((problem) => mendable(problem, document.text));
  return [
    ...syntax,
    ...findShapeProblems(query, options),
    ...findUnpaired(query),
    ...findRepetitions(query),
    ...findGroupingProblems(query),
    ...findNameProblems(query, metadata),
    ...findConditionProblems(query, metadata),
  ];
}
