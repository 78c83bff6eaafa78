const [comma, lineFeed, carriageReturn, minus, point, zero, nine] = [44, 10, 13, 45, 46, 48, 57];

/** More digits than these a double may not hold. */
const mostDigits = 15;

/** Whether bytes hold a number in the very form in which it is written once it was a value. */
export function isPlainNumber(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start;
  const length = end - first;
  let pointAt = -1;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === point && pointAt === -1) pointAt = at;
    else if (byte < zero || byte > nine) return false;
  }
  if (pointAt === -1)
    return length <= mostDigits && length > 0 && (bytes[first] !== zero || (length === 1 && first === start));
  // Those near to zero may become a power of ten.
  const hasWhole = pointAt > first && (bytes[first] !== zero || (pointAt === first + 1 && bytes[pointAt + 1] !== zero));
  return hasWhole && length <= mostDigits && end > pointAt + 1 && bytes[end - 1] !== zero;
}

const flags = [Buffer.from('true'), Buffer.from('false')];

/** Whether they say true or false. */
export function isFlag(bytes: Buffer, start: number, end: number): boolean {
  const flag = flags[end - start === 4 ? 0 : 1];
  if (flag?.length !== end - start) return false;
  for (let at = start; at < end; at++) if (bytes[at] !== flag[at - start]) return false;
  return true;
}

/** Whether a text without quotes in it has to stand in quotes. */
export function hasSeparator(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === comma || byte === lineFeed || byte === carriageReturn) return true;
  }
  return false;
}
