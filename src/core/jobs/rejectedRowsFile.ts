import type { RejectedRecord } from '../model/run.ts';
import { csvFormat } from '../targets/csv/csvFormat.ts';
import type { FileDraft, FileTarget } from '../targets/fileTarget.ts';

const format = csvFormat([
  { key: 'id', heading: 'Record Id' },
  { key: 'module', heading: 'Module' },
  { key: 'reason', heading: 'Reason' },
]);

/** A CSV file of the rows that a run could not write; none where there are none. */
export class RejectedRowsFile {
  readonly #files: FileTarget;
  readonly #file: string;
  #writing: Promise<FileDraft | undefined> = Promise.resolve(undefined);

  constructor(files: FileTarget, file: string) {
    this.#files = files;
    this.#file = file;
  }

  /** Written behind the scenes: `finish` tells whether that went well. */
  add(rows: readonly RejectedRecord[]): void {
    if (rows.length === 0) return;
    const records = rows.map(({ module, recordId, reason }) => ({ id: recordId, module, reason }));
    this.#writing = this.#writing.then((draft) => this.#write(draft, format.rows(records, false)));
    this.#writing.catch(() => undefined);
  }

  /** The path of the file; undefined where there were no rows. */
  async finish(): Promise<string | undefined> {
    const draft = await this.#writing;
    // To be kept also where the run was canceled.
    return draft?.finish(new AbortController().signal);
  }

  async #write(before: FileDraft | undefined, text: string): Promise<FileDraft> {
    if (before) {
      await before.write(text);
      return before;
    }
    const request = { encoding: 'utf-8', compression: 'none', resumeAt: undefined } as const;
    const draft = await this.#files.open({ file: this.#file, ...request });
    await draft.write(format.head + text);
    return draft;
  }
}
