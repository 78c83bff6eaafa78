/** What one call of COQL costs that asks for so many rows, in API credits (zoho-api.md sections 4.11 and 7.1). */
export function queryCredits(rows: number): number {
  if (rows <= 200) return 1;
  return rows <= 1000 ? 2 : 3;
}
