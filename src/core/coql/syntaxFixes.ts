import type { CoqlProblem, Fix } from './problem.ts';
import { errorAt, inserting, replacing } from './problem.ts';
import type { SyntaxProblem, SyntaxProblemKind } from './syntax.ts';

/** A problem of the parser with what mends it. */
export function mendable(problem: SyntaxProblem, text: string): CoqlProblem {
  const written = text.slice(problem.start, problem.end);
  return errorAt(problem.kind, problem, problem.message, fixers[problem.kind]?.(problem, written) ?? []);
}

const fixers: Readonly<
  Partial<Record<SyntaxProblemKind, (problem: SyntaxProblem, written: string) => readonly Fix[]>>
> = {
  missingSemicolon: ({ start }) => [inserting('Insert a semicolon', start, ';\n\n')],
  missingComma: ({ start }) => [inserting('Insert a comma', start, ', ')],
  missingBy: ({ end }) => [inserting('Insert "by"', end, ' by')],
  distinct: (problem) => [remove('Remove "distinct"', problem)],
  unclosedText: ({ end }, written) => [inserting('Close the quote', end, written.slice(0, 1))],
  unclosedComment: () => [],
  unopenedBracket: (problem) => [remove('Remove the bracket', problem)],
  emptyBrackets: (problem) => [replacing('Ask for all records', problem, '(id is not null)')],
  unquotedValue: (problem, written) => [replacing('Put it into single quotes', problem, `'${written}'`)],
  foreignOperator: (problem, written) => {
    const operator = written === '<>' ? '!=' : '=';
    return [replacing(`Change to "${operator}"`, problem, operator)];
  },
  nullComparison: (problem, written) => {
    const isNegated = written.startsWith('!') || written.startsWith('<>');
    const operator = isNegated ? 'is not null' : 'is null';
    return [replacing(`Change to "${operator}"`, problem, operator)];
  },
  starArgument: (problem) => [replacing('Count the records', problem, 'id')],
  limitForm: (problem, written) => {
    const [offset = '', limit = ''] = written.split(',').map((each) => each.trim());
    return [replacing('Write "limit" and "offset"', problem, `${limit} offset ${offset}`)];
  },
  commaBeforeClause: (problem) => [remove('Remove the comma', problem)],
};

function remove(title: string, problem: SyntaxProblem): Fix {
  return replacing(title, problem, '');
}
