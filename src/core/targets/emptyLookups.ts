/**
 * Why a record waits that is written with an empty lookup: its database insists that what a lookup leads to is in its
 * table. For people.
 */
export function emptyLookupReason(column: string, missingId: string, table: string): string {
  return `${column} is empty until there is a row ${missingId} in table "${table}".`;
}

/** Whether nothing but such lookups is amiss with a record, so that the rest of it is in its table. */
export function isEmptyLookupReason(reason: string): boolean {
  return /^.+ is empty until there is a row \S+ in table ".+"\.$/s.test(reason);
}
