/** What an element is made of: texts become text nodes, never markup; `undefined` is left out. */
export type Content = Node | string | undefined;

/**
 * Makes an element. Attributes that are `undefined` or `false` are left out; `true` is an empty attribute. There is no
 * way to set a style: the page's Content Security Policy forbids inline styles.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  append(element, content);
  return element;
}

export function append(parent: Element, content: readonly Content[]): void {
  parent.append(...content.filter((each) => each !== undefined));
}

/** Replaces what an element holds, but leaves it alone where nothing would change: screen readers read changes aloud. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Unique in the page, for `aria-…` attributes that name another element. */
export function newId(what: string): string {
  return `zc-${what}-${++lastId}`;
}

let lastId = 0;
