/** Something that the reader can mend: wrong words on the command line, a taken port, sources that do not compile. */
export class ForeseenError extends Error {
  override readonly name: string = 'ForeseenError';
}

/** A machine that lacks what is needed (a browser, a registry). `message` is one line with what to install, or why not. */
export class CannotRunError extends ForeseenError {
  override readonly name = 'CannotRunError';
}

/** What to show of something that was thrown: the message for what we foresaw, the stack for what we did not. */
export function describeError(error: unknown): string {
  if (error instanceof ForeseenError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
