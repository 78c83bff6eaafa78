import type { Condition } from '../coql/syntax.ts';
import { InputError } from '../errors.ts';
import type { Module } from '../model/metadata.ts';
import { readCondition } from './jobFile/jobCondition.ts';
import type { JobParts } from './jobParts.ts';

/** InputError for a module that the organization lacks: the CRM's own refusal says little to who mistyped a name. */
export async function moduleNamed(
  name: string,
  { modulesOf, connection }: Pick<JobParts, 'modulesOf' | 'connection'>,
  signal: AbortSignal,
): Promise<Module> {
  const modules = await modulesOf(signal);
  const found = modules.find(({ apiName }) => apiName === name);
  if (found) return found;
  const same = (text: string): boolean => text.toLowerCase() === name.toLowerCase();
  const like = modules.find(({ apiName, label }) => same(apiName) || same(label));
  const hint = like ? `Did you mean ${like.apiName}?` : 'Name modules by their API names.';
  throw new InputError(`${connection.name} has no module ${name}. ${hint}`, 'module');
}

/** What a job's `where` says; InputError for what is no COQL condition. */
export function conditionOf(module: string, where: string | undefined): Condition | undefined {
  if (where === undefined) return undefined;
  const read = readCondition(module, where);
  if (read.condition) return read.condition;
  throw new InputError(`The condition for ${module} ${read.problem}`, 'where');
}
