/** Files that records are exported into. A file appears under its name when it is whole, and not before. */
export interface FileTarget {
  /**
   * Begins a draft beside the file's place, or goes on with the one that is there. InputError where the place cannot be
   * written to. Makes the folders that are missing.
   */
  open(request: FileRequest): Promise<FileDraft>;
}

export interface FileRequest {
  /** Absolute path; a compressed file gets its extension where it lacks it. */
  readonly file: string;
  readonly encoding: TextEncoding;
  readonly compression: FileCompression;
  /** How much of a draft of an earlier run is good, in bytes as {@link FileDraft.flush} told; undefined = begin anew. */
  readonly resumeAt: number | undefined;
}

export const textEncodings = ['utf-8', 'utf-16le', 'windows-1252', 'iso-8859-1'] as const;
export type TextEncoding = (typeof textEncodings)[number];

export const fileCompressions = ['none', 'gzip', 'zip'] as const;
export type FileCompression = (typeof fileCompressions)[number];

export interface FileDraft {
  /** False where there was no draft to go on with: then nothing is in it. */
  readonly isResumed: boolean;
  /** Text, or its bytes in UTF-8. InputError, naming the character, where the encoding lacks one; then nothing of it is written. */
  write(text: string | Buffer): Promise<void>;
  /** Bytes that are safe on disk by now. */
  flush(): Promise<number>;
  /** Compresses if asked to, gives the file its name, and answers its path. The draft is gone then. */
  finish(signal: AbortSignal): Promise<string>;
  /** Leaves the draft for a later run. After `finish`, nothing. */
  close(): Promise<void>;
  /** Removes the draft. */
  discard(): Promise<void>;
}
