/** What one call costs that asks for so many rows, in API credits (zoho-api.md section 4.11). */
export function queryCredits(rows: number): number {
  if (rows <= 200) return 1;
  return rows <= 1000 ? 2 : 3;
}
