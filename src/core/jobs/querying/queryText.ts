import { QueryRefusedError } from '../../errors.ts';
import type { Statement } from '../../coql/strip.ts';
import { statementOf } from '../../coql/strip.ts';
import type { Query, QueryDocument } from '../../coql/syntax.ts';
import type { TextEdit } from '../../coql/textEdit.ts';

export interface PageText {
  /** API name of a column to be selected besides those of the query. */
  readonly hiddenColumn: string | undefined;
  /** One comparison or in brackets; undefined at the beginning. */
  readonly behind: string | undefined;
  readonly rows: number;
  readonly offset: number;
  /** Whether equal rows are put in the order of their ids, so that calls do not disagree about them. */
  readonly addsOrderById: boolean;
}

/** The statement for one page of a query. */
export function pageStatement(document: QueryDocument, query: Query, page: PageText): Statement {
  const edits = [
    ...selectEdits(query, page.hiddenColumn),
    ...conditionEdits(query, page.behind),
    tailEdit(query, page),
  ];
  return statementOf(query, document, edits);
}

/** The statement that counts what a query's condition holds for; undefined where there is nothing to count by. */
export function countStatement(document: QueryDocument, query: Query): Statement | undefined {
  const { select, from, where } = query;
  if (!select || !from?.module || !where?.condition) return undefined;
  const head = { start: select.start, end: select.end, newText: 'select COUNT(id)' };
  const tail = { start: where.condition.end, end: query.end, newText: '' };
  return statementOf(query, document, [head, tail]);
}

/** The same refusal, with line and column as in the statement of the query as it was written. */
export function asWritten(
  refusal: QueryRefusedError,
  sent: Statement,
  document: QueryDocument,
  query: Query,
): QueryRefusedError {
  const { message, code, place } = refusal;
  if (place.line === undefined || place.column === undefined) return refusal;
  const written = statementOf(query, document);
  const inDocument = sent.placeOf(place.line, place.column);
  let offset = 0;
  while (offset < written.text.length && written.toDocument(offset) < inDocument) offset++;
  const before = written.text.slice(0, offset).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  return new QueryRefusedError(message, code, { ...place, line: before.length, column }, { cause: refusal });
}

function selectEdits({ select }: Query, hiddenColumn: string | undefined): readonly TextEdit[] {
  if (!select || hiddenColumn === undefined) return [];
  return [{ start: select.end, end: select.end, newText: `, ${hiddenColumn}` }];
}

function conditionEdits({ where }: Query, behind: string | undefined): readonly TextEdit[] {
  const condition = where?.condition;
  if (!condition || behind === undefined) return [];
  const isPair = condition.kind === 'logical' && !condition.isBracketed;
  return [
    { start: condition.start, end: condition.start, newText: isPair ? '((' : '(' },
    { start: condition.end, end: condition.end, newText: `${isPair ? ')' : ''} and ${behind})` },
  ];
}

/** Behind ORDER BY come LIMIT and OFFSET, and nothing else. */
function tailEdit({ where, groupBy, orderBy, end }: Query, { rows, offset, addsOrderById }: PageText): TextEdit {
  const start = orderBy?.end ?? groupBy?.end ?? where?.end ?? end;
  const byId = addsOrderById ? (orderBy ? ', id asc' : ' order by id asc') : '';
  return { start, end, newText: `${byId} limit ${rows}${offset === 0 ? '' : ` offset ${offset}`}` };
}
