import type { Field, Module } from '../model/metadata.ts';

/**
 * What is known of an organization at this moment, without asking anybody. `undefined` means "not known", which is no
 * reason to call something wrong.
 */
export interface KnownMetadata {
  modules(): readonly Module[] | undefined;
  /** By API name; case matters. */
  fields(moduleApiName: string): readonly Field[] | undefined;
}
