/** The names that are likeliest meant by a misspelled one, at most three, the nearest first. */
export function nearestNames(written: string, names: Iterable<string>): readonly string[] {
  const wanted = written.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const scored: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    const distance = distanceWithin(wanted, name.toLowerCase(), most);
    if (distance !== undefined) scored.push({ name, distance });
  }
  return scored
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** How many letters must be changed, added, left out or swapped; undefined if it is more than `most`. */
function distanceWithin(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return beginsWith(a, b) ? most : undefined;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = nextRow(a, b, row, most, last, beforeLast);
    if (!current) return undefined;
    [beforeLast, last] = [last, current];
  }
  const distance = last[b.length] ?? Infinity;
  return distance <= most ? distance : undefined;
}

/** Distances of the first `row` letters, near the diagonal only, as all else is too far; undefined if all of them are. */
function nextRow(
  a: string,
  b: string,
  row: number,
  most: number,
  last: readonly number[],
  beforeLast: readonly number[],
): readonly number[] | undefined {
  const current = new Array<number>(b.length + 1).fill(Infinity);
  current[0] = row;
  let smallest = row;
  for (let column = Math.max(1, row - most); column <= Math.min(b.length, row + most); column++) {
    const change = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1;
    let distance = (last[column - 1] ?? Infinity) + change;
    distance = Math.min(distance, (last[column] ?? Infinity) + 1, (current[column - 1] ?? Infinity) + 1);
    if (row > 1 && column > 1 && isSwapped(a, b, row, column)) {
      distance = Math.min(distance, (beforeLast[column - 2] ?? Infinity) + 1);
    }
    current[column] = distance;
    smallest = Math.min(smallest, distance);
  }
  return smallest <= most ? current : undefined;
}

function isSwapped(a: string, b: string, row: number, column: number): boolean {
  return a.charCodeAt(row - 1) === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
}

/** `Account` for `Account_Name`. */
function beginsWith(written: string, name: string): boolean {
  return written.length >= 4 && name.startsWith(written);
}
