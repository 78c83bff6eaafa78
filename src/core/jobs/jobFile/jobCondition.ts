import { parseDocument } from '../../coql/parse.ts';
import type { Condition } from '../../coql/syntax.ts';

/** What the `where` of a job's module says, or what is wrong with it: the rest of a sentence that begins with its name. */
export function readCondition(
  module: string,
  where: string,
): { readonly condition: Condition } | { readonly condition: undefined; readonly problem: string } {
  const [query, ...others] = parseDocument(`select id from ${module} where ${where}`).queries;
  if (others.length > 0 || query?.orderBy || query?.groupBy || query?.limit || query?.offset) {
    return { condition: undefined, problem: 'is to hold a condition alone: nothing after it.' };
  }
  const [problem] = query?.syntaxProblems ?? [];
  const condition = query?.where?.condition;
  if (condition && !problem) return { condition };
  return { condition: undefined, problem: `is no COQL condition: ${problem?.message ?? 'there is nothing in it.'}` };
}
