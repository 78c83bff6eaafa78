const notation = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * A number in plain decimal notation, without exponent, needless zeros or a plus sign: what two texts of one value have in
 * common. Undefined for what is no number.
 */
export function plainDecimal(value: number | string): string | undefined {
  const text = typeof value === 'number' ? String(value) : value.trim();
  if (/^(?:0|-?[1-9]\d*)$/.test(text)) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = notation.exec(text) ?? ['', '', 'x'];
  if (whole === 'x' || whole + fraction === '') return undefined;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point > digits.length ? digits.padEnd(point, '0') : '0'.repeat(Math.max(0, -point)) + digits;
  const at = Math.max(0, point);
  const left = padded.slice(0, at).replace(/^0+/, '') || '0';
  const right = padded.slice(at).replace(/0+$/, '');
  const plain = right === '' ? left : `${left}.${right}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}

/** Whether a number in plain notation fits into so many digits before and after the point. */
export function fitsDecimal(plain: string, before: number, after: number): boolean {
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  return whole.length <= before && fraction.length <= after;
}
