import type { CellPlace } from './selection.ts';

export interface PointerActions {
  /** Undefined outside of cells and headings. */
  readonly placeOf: (target: EventTarget | null) => CellPlace | undefined;
  readonly select: (place: CellPlace, isExtending: boolean) => void;
  readonly selectRow: (row: number, isExtending: boolean) => void;
  readonly sort: (column: number) => void;
  readonly openRecord: (place: CellPlace) => void;
  readonly widthOf: (column: number) => number;
  readonly resize: (column: number, width: number) => void;
}

/** What the mouse does in the grid: selects cells and rows, sorts by headings, drags their edges, opens records. */
export function listenToPointer(grid: HTMLElement, actions: PointerActions): void {
  grid.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && event.target instanceof Element) press(grid, event, event.target, actions);
  });
  grid.addEventListener('click', ({ target }) => {
    const place = actions.placeOf(target);
    if (!(target instanceof Element) || !place) return;
    if (target.classList.contains('cell-link')) actions.openRecord(place);
    else if (place.row === -1 && !isEdge(target)) actions.sort(place.column);
  });
}

function press(grid: HTMLElement, event: PointerEvent, target: Element, actions: PointerActions): void {
  const place = actions.placeOf(target);
  if (place && isEdge(target)) {
    grid.setPointerCapture(event.pointerId);
    dragEdge(event, place.column, actions);
  } else if (place && place.row >= 0) {
    actions.select(place, event.shiftKey);
    dragSelection(place, actions);
  } else {
    const number = target.closest('[role=rowheader]')?.closest<HTMLElement>('[data-row]');
    if (!number) return;
    actions.selectRow(Number(number.dataset['row']), event.shiftKey);
  }
  // Dragging selects cells, not letters.
  event.preventDefault();
}

function dragEdge(start: PointerEvent, column: number, actions: PointerActions): void {
  const width = actions.widthOf(column);
  follow((event) => {
    actions.resize(column, width + event.clientX - start.clientX);
  });
}

/** Without capturing the pointer: a click on a link is to find the link. */
function dragSelection(start: CellPlace, actions: PointerActions): void {
  let last = start;
  follow(({ clientX, clientY }) => {
    const place = actions.placeOf(document.elementFromPoint(clientX, clientY));
    if (!place || place.row < 0 || (place.row === last.row && place.column === last.column)) return;
    last = place;
    actions.select(place, true);
  });
}

/** Until the button is released. */
function follow(move: (event: PointerEvent) => void): void {
  const ended = new AbortController();
  const options = { signal: ended.signal };
  const end = (): void => {
    ended.abort();
  };
  window.addEventListener('pointermove', move, options);
  window.addEventListener('pointerup', end, options);
  window.addEventListener('pointercancel', end, options);
}

function isEdge(target: Element): boolean {
  return target.classList.contains('heading-edge');
}
