import type { SvgPart } from './drawing.ts';
import type { Layout } from './layout.ts';

/** The colors of a picture, as CSS has them. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly box: string;
  readonly border: string;
  readonly line: string;
  readonly standard: string;
  readonly custom: string;
  readonly linking: string;
  readonly subform: string;
}

/** The picture as a file that needs nothing else: its colors are in it, and fonts that every computer has are named. */
export function svgFileOf(
  drawing: readonly SvgPart[],
  { width, height }: Layout,
  title: string,
  colors: Palette,
): string {
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${styleOf(colors)}</style>`,
    `<rect width="100%" height="100%" fill="${colors.background}"/>`,
    ...drawing.map(textOf),
    '</svg>\n',
  ].join('\n');
}

function styleOf(colors: Palette): string {
  return `
text { font-family: system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; font-size: 13px; fill: ${colors.foreground}; }
.label { font-weight: 600; }
.detail, .edge-label { font-size: 11px; fill: ${colors.muted}; }
.edge-label { text-anchor: middle; paint-order: stroke; stroke: ${colors.background}; stroke-width: 4px; }
.box { fill: ${colors.box}; stroke: ${colors.border}; }
.group-linking .box, .unreadable .box { stroke-dasharray: 4 3; }
.line { fill: none; stroke: ${colors.line}; stroke-width: 1.2; }
.line.kind-subform, .kind-subform .line { stroke: ${colors.subform}; stroke-width: 2; }
.kind-manyToMany .line { stroke: ${colors.linking}; stroke-dasharray: 6 3; }
.end { fill: ${colors.line}; }
.end.kind-subform { fill: ${colors.subform}; }
.end.kind-manyToMany { fill: ${colors.linking}; }
.group-standard .mark { fill: ${colors.standard}; }
.group-custom .mark { fill: ${colors.custom}; }
.group-linking .mark { fill: ${colors.linking}; }
.group-subform .mark { fill: ${colors.subform}; }
.group-users .mark { fill: ${colors.muted}; }
`;
}

function textOf({ tag, attributes, content }: SvgPart): string {
  const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inner = typeof content === 'string' ? escaped(content) : content.map(textOf).join('');
  return inner === '' ? `<${tag}${words.join('')}/>` : `<${tag}${words.join('')}>${inner}</${tag}>`;
}

/** Control characters other than white space are no XML, not even escaped. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (each) => entities[each] ?? each);
}
