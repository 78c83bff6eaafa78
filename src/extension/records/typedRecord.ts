import type { Module } from '../../core/model/metadata.ts';
import { moduleOfTab } from '../connectionTree/zohoAddress.ts';

/** What somebody typed or pasted to name a record. */
export interface TypedRecord {
  readonly id: string;
  /** As the web page calls the module; undefined for a bare id. */
  readonly tab: string | undefined;
}

/** An id, an address of a record in Zoho's web pages, or a text that has one of them in it. */
export function parseTypedRecord(text: string): TypedRecord | undefined {
  const address = /\/tab\/(?<tab>\w+)\/(?<id>\d{6,20})(?!\d)/.exec(text)?.groups;
  if (address) return { id: address['id'] ?? '', tab: address['tab'] };
  const id = /(?<![\w.-])\d{6,20}(?![\w.-])/.exec(text.replaceAll(/["']/g, ' '))?.[0];
  return id === undefined ? undefined : { id, tab: undefined };
}

/** The module whose records a tab of Zoho's web pages shows, by its API name or its old name. */
export function moduleOfTypedRecord({ tab }: TypedRecord, modules: readonly Module[]): Module | undefined {
  if (tab === undefined) return undefined;
  const apiName = moduleOfTab(tab);
  return modules.find((each) => each.apiName === apiName);
}
