import type { OrgState } from '../orgState.ts';
import type { TagDefinition } from '../schema/settings.ts';
import { isJsonObject } from './body.ts';
import type { WrittenValue } from './writtenValue.ts';
import { invalidValue, unexpectedType } from './writtenValue.ts';

/** A tag's name is no longer than this. */
export const maximumTagLength = 25;

/**
 * Reads `[{"name": …}]`, `[{"id": …}]` or `["…"]`: the names, without repetitions. Names that the module does not know
 * become tags of it. Throws INVALID_DATA.
 */
export function readTagNames(written: WrittenValue): readonly string[] {
  const { org, moduleName, json } = written;
  if (!Array.isArray(json)) throw unexpectedType(written, 'jsonarray');
  const names = json.map((each: unknown) => tagNameIn(org, moduleName, each));
  if (!names.every((name) => name !== undefined)) throw invalidValue(written);
  if (names.some((name) => name.length > maximumTagLength)) {
    throw invalidValue(written, { maximum_length: maximumTagLength });
  }
  for (const name of names) tagNamed(org, moduleName, name);
  return [...new Set(names)];
}

/** The name that one element of a list of tags means: its own, or that of a known tag with its id. */
export function tagNameIn(org: OrgState, moduleName: string, json: unknown): string | undefined {
  const name = isJsonObject(json) ? json['name'] : json;
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  const id = isJsonObject(json) ? json['id'] : undefined;
  return org.schema.settings.tags.find((tag) => tag.module === moduleName && tag.id === id)?.name;
}

/** The module's tag of that name; made if there is none yet. */
export function tagNamed(
  org: OrgState,
  moduleName: string,
  name: string,
  colorCode: string | null = null,
): TagDefinition {
  const known = org.schema.settings.tags.find((tag) => tag.module === moduleName && tag.name === name);
  if (known) return known;
  const tag = { id: org.ids.next(), module: moduleName, name, colorCode, createdAt: org.clock.now() };
  org.schema.settings.tags.push(tag);
  return tag;
}
