import { applyEdits, modify } from 'jsonc-parser';

/** The text of a job file with another value at a path, such as `to`, `database`; comments and all else stay as they are. */
export function withValue(text: string, path: readonly string[], value: unknown): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}
