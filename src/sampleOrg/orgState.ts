import type { Environment } from './accounts/caller.ts';
import type { SampleClock } from './clock.ts';
import type { IdSequence } from './ids.ts';
import type { RecordStore } from './records/store.ts';
import type { Schema } from './schema/module.ts';
import type { Organization, User } from './schema/organization.ts';
import type { SampleOrgOptions } from './options.ts';

/** One organization in one environment: what the handlers read and change. */
export interface OrgState {
  readonly options: SampleOrgOptions;
  readonly environment: Environment;
  readonly clock: SampleClock;
  readonly ids: IdSequence;
  readonly organization: Organization;
  /** The first one is the administrator whose tokens the server prints when it starts. */
  readonly users: readonly User[];
  readonly schema: Schema;
  readonly records: RecordStore;
  /** Contents of attachments and files, by id. */
  readonly files: Map<string, StoredFile>;
}

export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}
