/** As commercial rounding of the decimal text: 1.005 becomes 1.01. */
export function rounded(number: number, decimalPlaces: number): number {
  const shifted = Number(`${number}e${decimalPlaces}`);
  // Very small and very large numbers print with an exponent of their own.
  if (Number.isNaN(shifted)) return Number(number.toFixed(decimalPlaces));
  return Number(`${Math.sign(shifted) * Math.round(Math.abs(shifted))}e-${decimalPlaces}`);
}
