/** An offset in minutes, positive east of Greenwich, for people: `UTC+05:30`, `UTC-08:00`, `UTC+00:00`. Whole minutes only. */
export function offsetText(offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? '-' : '+';
  const minutes = Math.floor(Math.abs(offsetMinutes));
  return `UTC${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
