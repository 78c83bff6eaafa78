import type { CoqlProblem } from './problem.ts';
import { errorAt } from './problem.ts';
import type { Condition, LogicalCondition, Query, Span } from './syntax.ts';
import type { TextEdit } from './textEdit.ts';

/** Levels of a condition with more than two members: COQL wants each pair in brackets (zoho-api.md section 4.11). */
export function findUnpaired({ where }: Query): CoqlProblem[] {
  return where?.condition ? unpairedIn(where.condition) : [];
}

/**
 * The brackets that make pairs of a level, `and` binding closer than `or` as in SQL: `(a and b) or (c and d)`. The level
 * itself gets none: it has brackets, or is the outermost one.
 */
export function pairBrackets(level: LogicalCondition): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const products = productsOf(level).map((members) => foldPairs(members, edits));
  if (products.length === 1) edits.splice(-2);
  else {
    foldPairs(products, edits);
    edits.splice(-2);
  }
  return edits;
}

function unpairedIn(condition: Condition): CoqlProblem[] {
  if (condition.kind === 'comparison') return [];
  const inner = condition.members.flatMap(unpairedIn);
  const { members, operators } = condition;
  const second = operators[1];
  if (members.length <= 2 || operators.length >= members.length || !second) return inner;
  const message = 'Put each pair of conditions into brackets: (a and b) and c.';
  const fix = { title: 'Put pairs into brackets', edits: pairBrackets(condition) };
  return [errorAt('unpairedConditions', second, message, [fix]), ...inner];
}

/** The members between one `or` and the next. */
function productsOf({ members, operators }: LogicalCondition): readonly (readonly Span[])[] {
  const products: Span[][] = [[]];
  for (const [index, member] of members.entries()) {
    if (index > 0 && operators[index - 1]?.operator === 'or') products.push([]);
    products.at(-1)?.push(member);
  }
  return products;
}

/** `((a b) c) d`; adds brackets around each pair and answers what the whole spans. */
function foldPairs(members: readonly Span[], edits: TextEdit[]): Span {
  return members.reduce((left, right) => {
    edits.push(
      { start: left.start, end: left.start, newText: '(' },
      { start: right.end, end: right.end, newText: ')' },
    );
    return { start: left.start, end: right.end };
  });
}
