import type { Span, SyntaxProblem, SyntaxProblemKind, Token, TokenKind } from './syntax.ts';

/** Walks over the tokens of a query, comments left out, and collects what is wrong. Keywords have no case. */
export class TokenCursor {
  readonly problems: SyntaxProblem[] = [];
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get position(): number {
    return this.#position;
  }

  /** Undefined at the end. */
  get current(): Token | undefined {
    return this.#tokens[this.#position];
  }

  get next(): Token | undefined {
    return this.#tokens[this.#position + 1];
  }

  get previous(): Token | undefined {
    return this.#tokens[this.#position - 1];
  }

  /** The token that was current. To be called where there is one. */
  take(): Token {
    const token = this.current;
    if (!token) throw new RangeError('there is no token left');
    this.#position++;
    return token;
  }

  is(kind: TokenKind): boolean {
    return this.current?.kind === kind;
  }

  isWord(...words: readonly string[]): boolean {
    return isWord(this.current, ...words);
  }

  /** Whether the current token touches the one before it. */
  isAdjacent(): boolean {
    return this.current !== undefined && this.current.start === this.previous?.end;
  }

  takeIf(kind: TokenKind): Token | undefined {
    return this.is(kind) ? this.take() : undefined;
  }

  takeWord(word: string): Token | undefined {
    return this.isWord(word) ? this.take() : undefined;
  }

  /** Where the last taken token ends. */
  endFrom(start: number): Span {
    return { start, end: Math.max(start, this.previous?.end ?? start) };
  }

  report(kind: SyntaxProblemKind, message: string, { start, end }: Span): void {
    this.problems.push({ kind, message, start, end });
  }

  /** Says what is missing, at the token that stands in its place, or at the last one. */
  reportExpected(what: string): void {
    const { current, previous } = this;
    const after = previous ? ` after ${quoted(previous.text)}` : '';
    const at = current ?? previous;
    if (at) this.report('expected', `Expected ${what}${after}.`, at);
  }

  /** Says that the current token cannot stand here, and steps over it. */
  reportUnexpected(advice = ''): void {
    const token = this.take();
    this.report('unexpected', `${quoted(token.text)} cannot stand here.${advice === '' ? '' : ` ${advice}`}`, token);
  }
}

export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toLowerCase());
}

/** As messages show what was written. */
export function quoted(text: string): string {
  return text.length > 60 ? `"${text.slice(0, 59)}…"` : `"${text}"`;
}
