import { firstTokenFrom } from './tokenAt.ts';
import type { Query, QueryDocument, Token } from './syntax.ts';
import type { TextEdit } from './textEdit.ts';

/** A query as it is sent, and the way back to where it was written. */
export interface Statement {
  /** Without comments and semicolon. */
  readonly text: string;
  /** The place in the document of a place in the text; for inserted text, the place where it was inserted. */
  toDocument(offset: number): number;
  /** The same for a line and column of the text, both from 1. */
  placeOf(line: number, column: number): number;
}

/** A stretch of the text that stands in the document as it is, or that takes the place of something (`length` 0). */
interface Piece {
  readonly text: string;
  readonly documentStart: number;
  readonly length: number;
}

/**
 * The text of a query. White space stays as it was written, so that lines are the same; comments become a space or a line
 * break. `edits` are in offsets of the document and may replace whole tokens and insert between them.
 */
export function statementOf(query: Query, document: QueryDocument, edits: readonly TextEdit[] = []): Statement {
  const pieces = edits.reduce(withEdit, piecesOf(query, document));
  const text = pieces.map((piece) => piece.text).join('');
  const starts: number[] = [];
  pieces.reduce((start, piece) => (starts.push(start), start + piece.text.length), 0);
  const toDocument = (offset: number): number => {
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
    const piece = pieces[index];
    if (!piece) return query.start;
    return piece.documentStart + Math.min(offset - (starts[index] ?? 0), piece.length);
  };
  return { text, toDocument, placeOf: (line, column) => toDocument(offsetOf(text, line, column)) };
}

function piecesOf(query: Query, { text, tokens }: QueryDocument): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = query.start;
  for (let index = firstTokenFrom(tokens, query.start); index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.end > query.end) break;
    if (token.kind === 'comment') continue;
    if (token.start > end) pieces.push(gap(text, end, token, tokens[index - 1]));
    pieces.push({ text: token.text, documentStart: token.start, length: token.text.length });
    end = token.end;
  }
  return pieces;
}

/** What separates a token from the one before it that is sent. */
function gap(text: string, start: number, token: Token, before: Token | undefined): Piece {
  const written = text.slice(start, token.start);
  const length = written.length;
  if (before?.kind !== 'comment') return { text: written, documentStart: start, length };
  return { text: written.includes('\n') ? '\n' : ' ', documentStart: start, length };
}

/** Puts the new text between what is before the edit and what is after it. */
function withEdit(pieces: readonly Piece[], { start, end, newText }: TextEdit): readonly Piece[] {
  const before = pieces.flatMap((piece) => clipped(piece, piece.documentStart, start));
  const after = pieces.flatMap((piece) => clipped(piece, end, Infinity).filter(() => !before.includes(piece)));
  return [...before, { text: newText, documentStart: start, length: end - start }, ...after];
}

/** The part of a piece between two places. What is not in the document as it is, is in one of the parts as a whole. */
function clipped(piece: Piece, from: number, to: number): readonly Piece[] {
  const { text, documentStart, length } = piece;
  const pieceEnd = documentStart + length;
  if (documentStart >= from && pieceEnd <= to) return [piece];
  const start = Math.max(from, documentStart);
  const end = Math.min(to, pieceEnd);
  if (end <= start || text.length !== length) return [];
  return [{ text: text.slice(start - documentStart, end - documentStart), documentStart: start, length: end - start }];
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let before = 1; before < line; before++) {
    const lineBreak = text.indexOf('\n', start);
    if (lineBreak === -1) break;
    start = lineBreak + 1;
  }
  return Math.min(text.length, start + Math.max(0, column - 1));
}
