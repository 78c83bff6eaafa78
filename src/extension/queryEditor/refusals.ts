import type { Span } from '../../core/coql/syntax.ts';

/** What Zoho said against a query, at the word that it named. */
export interface Refusal {
  readonly span: Span;
  readonly message: string;
  readonly code: string;
}

/** Zoho's refusals of each document, by its address. They are true of the text that was sent, and go when it changes. */
export class Refusals {
  readonly #byDocument = new Map<string, readonly Refusal[]>();

  of(uri: string): readonly Refusal[] {
    return this.#byDocument.get(uri) ?? [];
  }

  /** The newest word on a query takes the place of older ones. */
  add(uri: string, query: Span, refusal: Refusal): void {
    this.#byDocument.set(uri, [...this.#outside(uri, query), refusal]);
  }

  /** The query runs again, and may be accepted. */
  forgetQuery(uri: string, query: Span): void {
    this.#byDocument.set(uri, this.#outside(uri, query));
  }

  forget(uri: string): void {
    this.#byDocument.delete(uri);
  }

  #outside(uri: string, query: Span): readonly Refusal[] {
    return this.of(uri).filter(({ span }) => span.end < query.start || span.start > query.end);
  }
}
