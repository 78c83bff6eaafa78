import { h } from './dom.ts';
import type { Control, FieldOptions } from './field.ts';
import { Field } from './field.ts';
import { icon } from './icon.ts';
import { Listbox } from './listbox.ts';
import type { SearchableOption } from './optionSearch.ts';
import { keywordFound, searchOptions } from './optionSearch.ts';

export interface ComboboxOptions extends FieldOptions {
  /** The name of the list itself, for screen readers. */
  readonly listLabel: string;
  readonly placeholder: string;
  readonly nothingFound: string;
  /** Read aloud when a search has found something. */
  readonly sayCount: (count: number) => string;
}

const pageSize = 8;

/**
 * One of many, found by typing. The toolkit has none, and FAST's finds beginnings only, keeps wrong text on screen and
 * has no name for screen readers (vscode.md section D); so this is a plain input with a list, after the pattern of the
 * ARIA Authoring Practices. The list's best match is active at once: Enter and Tab take it, Escape takes back what was
 * typed, and leaving otherwise never leaves a text that is no option.
 */
export class Combobox implements Control {
  readonly element: HTMLElement;
  readonly #field: Field;
  readonly #input: HTMLInputElement;
  readonly #list: Listbox;
  readonly #status = h('p', { class: 'zc-visually-hidden', role: 'status' });
  readonly #texts: ComboboxOptions;
  #options: readonly SearchableOption[] = [];
  #value = '';
  #listener: ((value: string) => void) | undefined;

  constructor(options: ComboboxOptions) {
    this.#texts = options;
    this.#input = h('input', {
      class: 'zc-input',
      role: 'combobox',
      type: 'text',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-required': options.required === undefined ? undefined : 'true',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: options.placeholder,
    });
    this.#list = new Listbox(options.listLabel, (option) => {
      this.#choose(option);
    });
    const chevron = h('span', { class: 'zc-chevron', 'aria-hidden': 'true' }, icon('chevronDown'));
    const box = h('div', { class: 'zc-combobox' }, this.#input, chevron, this.#list.element);
    this.#field = new Field(box, options);
    this.#input.id = `${box.id}-input`;
    this.#field.label.htmlFor = this.#input.id;
    this.#input.setAttribute('aria-describedby', `${this.#field.error.id} ${this.#field.help.id}`);
    this.#input.setAttribute('aria-controls', this.#list.element.id);
    this.element = this.#field.element;
    this.element.append(this.#status);
    this.#listen(box);
  }

  /** The options in the order of their list; those of a group stand together. */
  setOptions(options: readonly SearchableOption[]): void {
    const isSearch = this.#isOpen && this.#input.value !== this.#shownValue;
    this.#options = options;
    if (isSearch) this.#search();
    else if (this.#isOpen) this.#openAll();
    else this.#showValue();
  }

  /** To be put where it is seen, if the field has it elsewhere. */
  get label(): HTMLElement {
    return this.#field.label;
  }

  get value(): string {
    return this.#value;
  }

  /** A value that is no option is kept and shown as it is. */
  set value(value: string) {
    if (value === this.#value) return;
    this.#value = value;
    if (!this.#isOpen) this.#showValue();
  }

  setError(message: string | undefined): void {
    this.#field.setError(message);
    this.#input.setAttribute('aria-invalid', String(message !== undefined));
  }

  focus(): void {
    this.#input.focus();
  }

  /** Told of what the user chose, not of every letter. */
  onChange(listener: (value: string) => void): void {
    this.#listener = listener;
  }

  get #isOpen(): boolean {
    return !this.#list.element.hidden;
  }

  #listen(box: HTMLElement): void {
    this.#input.addEventListener('input', () => {
      this.#search();
    });
    this.#input.addEventListener('keydown', (event) => {
      if (this.#handleKey(event)) event.preventDefault();
    });
    this.#input.addEventListener('focus', () => {
      this.#input.select();
    });
    this.#input.addEventListener('focusout', () => {
      this.#leave();
    });
    box.addEventListener('click', (event) => {
      if (this.#list.element.contains(event.target as Node)) return;
      this.#input.focus();
      if (this.#isOpen) this.#close();
      else this.#openAll();
    });
  }

  /** Whether the key was meant for the list. */
  #handleKey(event: KeyboardEvent): boolean {
    if (event.isComposing || event.ctrlKey || event.metaKey) return false;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (this.#isOpen) this.#move(event.key === 'ArrowDown' ? 1 : -1);
        else this.#openAll();
        return true;
      case 'PageDown':
      case 'PageUp':
        if (this.#isOpen) this.#move(event.key === 'PageDown' ? pageSize : -pageSize);
        return this.#isOpen;
      case 'Enter':
        return this.#takeActive();
      case 'Tab':
        this.#takeActive();
        return false;
      case 'Escape':
        return this.#cancel();
      default:
        return false;
    }
  }

  #openAll(): void {
    this.#list.show(this.#options, this.#value, true, this.#texts.nothingFound);
    this.#list.activate(this.#value);
    if (this.#list.active === undefined) this.#list.activateFirst();
    this.#sync();
  }

  #search(): void {
    const query = this.#input.value;
    if (query.trim() === '') {
      this.#openAll();
      return;
    }
    const found = searchOptions(this.#options, query).map((option) => {
      const keyword = keywordFound(option, query);
      return keyword === undefined ? option : { ...option, detail: `${keyword} · ${option.detail}` };
    });
    this.#list.show(found, this.#value, false, this.#texts.nothingFound);
    this.#list.activateFirst();
    this.#status.textContent = found.length === 0 ? this.#texts.nothingFound : this.#texts.sayCount(found.length);
    this.#sync();
  }

  #move(by: number): void {
    this.#list.move(by);
    this.#sync();
  }

  #takeActive(): boolean {
    const { active } = this.#list;
    if (!this.#isOpen) return false;
    if (active) this.#choose(active);
    else this.#cancel();
    return true;
  }

  #choose(option: SearchableOption): void {
    const isNew = option.value !== this.#value;
    this.#value = option.value;
    this.#close();
    if (isNew) this.#listener?.(option.value);
  }

  #cancel(): boolean {
    const wasOpen = this.#isOpen;
    this.#close();
    this.#input.select();
    return wasOpen;
  }

  /** What was typed in full is taken; anything less is taken back. */
  #leave(): void {
    const typed = this.#input.value.trim().toLowerCase();
    const named = this.#options.find((each) => each.label.toLowerCase() === typed);
    if (this.#isOpen && named) this.#choose(named);
    else this.#close();
  }

  #close(): void {
    this.#list.hide();
    this.#status.textContent = '';
    this.#showValue();
    this.#sync();
  }

  #showValue(): void {
    this.#input.value = this.#shownValue;
  }

  get #shownValue(): string {
    return this.#options.find((each) => each.value === this.#value)?.label ?? this.#value;
  }

  #sync(): void {
    this.#input.setAttribute('aria-expanded', String(this.#isOpen));
    if (this.#list.activeId === '') this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', this.#list.activeId);
  }
}
