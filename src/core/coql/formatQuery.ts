import { keywordStarts } from './keywords.ts';
import type { Query, Span, Token } from './syntax.ts';

/** Leaves room for the semicolon. */
const lineLength = 99;
const indent = '  ';

type Keywords = ReturnType<typeof keywordStarts>;

/** What cannot be torn apart, with the space before it unless it begins a line. */
interface Piece {
  readonly text: string;
  readonly hasSpace: boolean;
  /** Whether a line may end before it. */
  readonly canBreak: boolean;
}

/** Pieces that go on one line, or on several of at most 100 characters. */
interface Paragraph {
  readonly indent: string;
  readonly pieces: Piece[];
}

/** A query without syntax problems as text. `tokens` are its own, comments included. */
export function layOut(query: Query, tokens: readonly Token[], text: string): string {
  const clauses = new Set(clauseKeywords(query).map(({ start }) => start));
  const keywords = keywordStarts(query, tokens);
  const paragraphs: Paragraph[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const isClause = clauses.has(token.start);
    const isNewLine = !before || isClause || breaksBefore(text, before, token);
    if (isNewLine)
      paragraphs.push({ indent: isClause || leadsToClause(tokens, index, clauses) ? '' : indent, pieces: [] });
    paragraphs.at(-1)?.pieces.push({
      text: keywords.has(token.start) ? token.text.toLowerCase() : token.text.trimEnd(),
      hasSpace: !isNewLine && needsSpace(before, token, keywords),
      canBreak: before?.kind === 'comma' || isLogical(token, keywords, before),
    });
  }
  return paragraphs.map(wrap).join('\n');
}

function clauseKeywords({ select, from, where, groupBy, orderBy, limit, offset }: Query): readonly Span[] {
  return [select, from, where, groupBy, orderBy, limit, offset].flatMap((clause) => clause?.keyword ?? []);
}

/** Comments on lines of their own stay there; what ends a line goes on ending it. */
function breaksBefore(text: string, before: Token, token: Token): boolean {
  if (before.kind !== 'comment' && token.kind !== 'comment') return false;
  const isOnNextLine = text.slice(before.end, token.start).includes('\n');
  return isOnNextLine || (before.kind === 'comment' && before.text.includes('\n'));
}

/** A comment on lines of its own belongs to the clause after it. */
function leadsToClause(tokens: readonly Token[], index: number, clauses: ReadonlySet<number>): boolean {
  const next = tokens.slice(index).find((each) => each.kind !== 'comment');
  return tokens[index]?.kind === 'comment' && next !== undefined && clauses.has(next.start);
}

function needsSpace(before: Token | undefined, { kind }: Token, keywords: Keywords): boolean {
  if (!before || before.kind === 'open' || before.kind === 'dot' || before.kind === 'arrow' || before.kind === 'hash') {
    return false;
  }
  if (kind === 'open') return before.kind !== 'word' || keywords.has(before.start);
  return kind !== 'comma' && kind !== 'close' && kind !== 'dot' && kind !== 'arrow' && kind !== 'hash';
}

/** `and` and `or` between conditions; the one of BETWEEN stays with its values. */
function isLogical(token: Token, keywords: Keywords, before: Token | undefined): boolean {
  return keywords.get(token.start) === 'logical' && before !== undefined;
}

function wrap({ indent: first, pieces }: Paragraph): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const run of runsOf(pieces)) {
    const { text, hasSpace } = run;
    if (!isEmpty && line.length + text.length + (hasSpace ? 1 : 0) > lineLength) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty || !hasSpace ? text : ` ${text}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** Joins what no line may tear apart. */
function runsOf(pieces: readonly Piece[]): readonly Pick<Piece, 'text' | 'hasSpace'>[] {
  const runs: { text: string; readonly hasSpace: boolean }[] = [];
  for (const { text, hasSpace, canBreak } of pieces) {
    const last = runs.at(-1);
    if (last && !canBreak) last.text += hasSpace ? ` ${text}` : text;
    else runs.push({ text, hasSpace });
  }
  return runs;
}
