/** Puts a cell or heading in its place, by which it is found again, too. */
export function placed(element: HTMLElement, columnIndex: number, left: number, width: number): HTMLElement {
  element.dataset['column'] = String(columnIndex);
  element.style.left = `${left}px`;
  element.style.width = `${width}px`;
  return element;
}

/** Leaves alone what is so already: most cells are, whenever something moves. */
export function setAttribute(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
