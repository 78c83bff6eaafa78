import type { ClauseName } from './clauseStart.ts';
import { clauseNames, clauseStart, isClauseEnd } from './clauseStart.ts';
import { isClosed, tokenize } from './lexer.ts';
import { parseFrom, parseGroupBy, parseNumber, parseOrderBy, parseSelect, parseWhere } from './parseClauses.ts';
import type { Query, QueryDocument, SyntaxProblem, Token } from './syntax.ts';
import { quoted, TokenCursor } from './tokenCursor.ts';

type Clauses = Omit<Query, 'start' | 'end' | 'syntaxProblems'>;
type Mutable<T> = { -readonly [key in keyof T]: T[key] };

/** Reads a document, whatever is in it: never throws, in time proportional to its length. Grammar: zoho-api.md 4.11. */
export function parseDocument(text: string): QueryDocument {
  const tokens = tokenize(text);
  const queries: Query[] = [];
  let segment: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'comment') {
      // An endless comment swallows what follows, so it is told of by the query before it.
      if (isEndless(token)) segment.push(token);
    } else if (token.kind === 'semicolon') {
      queries.push(...parseSegment(segment));
      segment = [];
    } else segment.push(token);
  }
  queries.push(...parseSegment(segment));
  return { text, tokens, queries };
}

/** The query that a place belongs to: that which it is in, or else the one before it in the same stretch, or after. */
export function queryAt({ queries, tokens }: QueryDocument, offset: number): Query | undefined {
  const inside = queries.find((query) => query.start <= offset && offset <= query.end);
  if (inside) return inside;
  const before = queries.findLast((query) => query.end < offset);
  const isCut = (query: Query) =>
    tokens.some(({ kind, start }) => kind === 'semicolon' && start >= query.end && start < offset);
  if (before && !isCut(before)) return before;
  return queries.find((query) => query.start > offset) ?? before;
}

function isEndless(comment: Token): boolean {
  return comment.text.startsWith('/*') && !isClosed(comment);
}

/** One query, or several where semicolons between them are missing. */
function parseSegment(tokens: readonly Token[]): readonly Query[] {
  const last = tokens.at(-1);
  const comment = last?.kind === 'comment' ? last : undefined;
  const cursor = new TokenCursor(comment ? tokens.slice(0, -1) : tokens);
  const queries: Query[] = [];
  while (cursor.current) queries.push(parseQuery(cursor));
  const query = queries.at(-1);
  if (!comment || !query) return queries;
  const problem: SyntaxProblem = {
    kind: 'unclosedComment',
    message: 'This comment is not closed by "*/".',
    start: comment.start,
    end: comment.start + 2,
  };
  return [...queries.slice(0, -1), { ...query, syntaxProblems: [...query.syntaxProblems, problem] }];
}

function parseQuery(cursor: TokenCursor): Query {
  const start = cursor.current?.start ?? 0;
  const known = cursor.problems.length;
  const clauses: Mutable<Clauses> = {
    select: undefined,
    from: undefined,
    where: undefined,
    groupBy: undefined,
    orderBy: undefined,
    limit: undefined,
    offset: undefined,
  };
  checkBeginning(cursor);
  const seen: ClauseName[] = [];
  for (let clause = nextClause(cursor); clause; clause = nextClause(cursor)) {
    if (clause === 'select' && seen.includes('select')) {
      const { current } = cursor;
      if (current) cursor.report('missingSemicolon', 'Expected a semicolon before the next query.', current);
      break;
    }
    checkOrder(cursor, clause, seen);
    seen.push(clause);
    parseClause(cursor, clause, clauses);
  }
  return { ...cursor.endFrom(start), ...clauses, syntaxProblems: cursor.problems.slice(known) };
}

/** Steps to the next clause. Tells once of what is in the way. */
function nextClause(cursor: TokenCursor): ClauseName | undefined {
  const clause = clauseStart(cursor);
  if (clause || !cursor.current) return clause;
  cursor.reportUnexpected();
  return skipToClause(cursor);
}

function skipToClause(cursor: TokenCursor): ClauseName | undefined {
  while (!isClauseEnd(cursor)) cursor.take();
  return clauseStart(cursor);
}

function checkBeginning(cursor: TokenCursor): void {
  const { current } = cursor;
  if (!current || clauseStart(cursor)) return;
  cursor.report('notSelect', `A query begins with "select", not with ${quoted(current.text)}.`, current);
  skipToClause(cursor);
}

function checkOrder(cursor: TokenCursor, clause: ClauseName, seen: readonly ClauseName[]): void {
  const { current } = cursor;
  if (!current) return;
  if (seen.includes(clause)) {
    cursor.report('clauseOrder', `"${clause}" stands here for the second time.`, current);
    return;
  }
  const rank = (name: ClauseName) => clauseNames.indexOf(name);
  const later = seen.find((name) => rank(name) > rank(clause));
  if (later) cursor.report('clauseOrder', `"${clause}" must stand before "${later}".`, current);
}

/** Of clauses that stand twice, the first counts. */
function parseClause(cursor: TokenCursor, clause: ClauseName, clauses: Mutable<Clauses>): void {
  switch (clause) {
    case 'select': {
      const select = parseSelect(cursor);
      clauses.select ??= select;
      break;
    }
    case 'from': {
      const from = parseFrom(cursor);
      clauses.from ??= from;
      break;
    }
    case 'where': {
      const where = parseWhere(cursor);
      clauses.where ??= where;
      break;
    }
    case 'group': {
      const groupBy = parseGroupBy(cursor);
      clauses.groupBy ??= groupBy;
      break;
    }
    case 'order': {
      const orderBy = parseOrderBy(cursor);
      clauses.orderBy ??= orderBy;
      break;
    }
    case 'limit':
    case 'offset': {
      const number = parseNumber(cursor);
      clauses[clause] ??= number;
      break;
    }
  }
}
