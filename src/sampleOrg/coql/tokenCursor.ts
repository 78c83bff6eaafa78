import type { ApiError } from '../api/apiError.ts';
import { unexpectedEnd, unexpectedText } from './coqlErrors.ts';
import type { Token } from './lexer.ts';
import { tokenize } from './lexer.ts';

/** Walks over the tokens of a query. Keywords are compared without regard to case. */
export class TokenCursor {
  readonly #query: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  /** Throws ApiError SYNTAX_ERROR for text that is no token. */
  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokenize(query);
  }

  get current(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', text: '', position: this.#query.length };
  }

  take(): Token {
    const token = this.current;
    this.#position++;
    return token;
  }

  isWord(word: string): boolean {
    return this.current.kind === 'word' && this.current.text.toLowerCase() === word;
  }

  isSymbol(symbol: string): boolean {
    return this.current.kind === 'symbol' && this.current.text === symbol;
  }

  /** Steps over a keyword if it is next. */
  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.#position++;
    return found;
  }

  /** Steps over a symbol if it is next. */
  takeSymbol(symbol: string): boolean {
    const found = this.isSymbol(symbol);
    if (found) this.#position++;
    return found;
  }

  /** Throws SYNTAX_ERROR if the keyword is not next. */
  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected();
  }

  /** Throws SYNTAX_ERROR if the symbol is not next. */
  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  /** Whether a keyword comes anywhere from here on. */
  hasAhead(word: string): boolean {
    return this.#tokens
      .slice(this.#position)
      .some((token) => token.kind === 'word' && token.text.toLowerCase() === word);
  }

  /** The error that says that the current token cannot stand here. */
  unexpected(): ApiError {
    const { kind, text, position } = this.current;
    if (kind === 'end') return unexpectedEnd(this.#tokens[this.#position - 1]?.text ?? '');
    return unexpectedText(this.#query, position, text);
  }
}
