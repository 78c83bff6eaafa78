const dateTimeShape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Whether a text is a day that exists, as `yyyy-MM-dd`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(text);
}

/** Whether a text is an instant as COQL reads it: to the second, with an offset or `Z` (zoho-api.md section 4.11). */
export function isDateTime(text: string): boolean {
  const [, day = '', time = '', fraction, offset] = dateTimeShape.exec(text) ?? [];
  if (!isDate(day) || time.length !== 8 || text[10] !== 'T' || fraction !== undefined) return false;
  return offset !== undefined && isTime(time) && isOffset(offset);
}

/** What COQL would read of what was probably meant; without offset, UTC is only a guess. */
export function dateTimeRewritings(text: string): readonly string[] {
  if (isDate(text)) return [`${text}T00:00:00Z`];
  const [, day, time = '', , offset = 'Z'] = dateTimeShape.exec(text) ?? [];
  if (day === undefined) return [];
  const rewritten = `${day}T${time.length === 5 ? `${time}:00` : time}${offset}`;
  return isDateTime(rewritten) ? [rewritten] : [];
}

function isTime(time: string): boolean {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return hour < 24 && minute < 60 && second < 60;
}

function isOffset(offset: string): boolean {
  return offset === 'Z' || (Number(offset.slice(1, 3)) < 24 && Number(offset.slice(-2)) < 60);
}
