import { FatalError, InputError, RetriableError } from '../../../errors.ts';
import { RowsRefusedError } from '../sqlSession.ts';

/** Primary result codes: https://www.sqlite.org/rescode.html */
const codes = { full: 13, cannotOpen: 14, tooBig: 18, constraint: 19, mismatch: 20, notADatabase: 26 } as const;
const busy: readonly number[] = [5, 6];
const unwritable: readonly number[] = [3, 8, 23];

/** SQLite's failures as ours. Anything else passes through: it is a defect, or ours already. */
export function toProductError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const code = error.errcode & 0xff;
  const options = { cause: error };
  if (code === codes.constraint || code === codes.mismatch || code === codes.tooBig) {
    return new RowsRefusedError(error.message, options);
  }
  if (busy.includes(code)) {
    return new RetriableError(`${file} is in use by another program. Try again when it is done.`, 1000, options);
  }
  if (code === codes.cannotOpen) {
    return new InputError(`${file} cannot be opened. Does its folder exist, and may you write there?`, 'file', options);
  }
  if (code === codes.notADatabase) {
    return new InputError(`${file} is no SQLite database, or it is encrypted. Choose another file.`, 'file', options);
  }
  if (unwritable.includes(code)) return new FatalError(`${file} may not be written. Check its permissions.`, options);
  if (code === codes.full) return new FatalError(`The disk of ${file} is full. Make room and run again.`, options);
  return new FatalError(`SQLite could not do this in ${file}: ${error.message}.`, options);
}
