import type { GraphNode } from '../../src/core/model/organizationGraph.ts';
import { l10n } from '../l10n.ts';
import type { Layout, PlacedEdge, PlacedNode, Point } from './layout.ts';
import { nodeHeight } from './layout.ts';

/** A piece of SVG as plain data: the page makes elements of it, and the file a text. */
export interface SvgPart {
  readonly tag: 'g' | 'path' | 'rect' | 'text' | 'title' | 'marker' | 'defs' | 'line';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content: readonly SvgPart[] | string;
}

/** Around the texts of a box. */
export const nodePadding = 16;
/** Texts are cut at this width. */
export const widestNode = 230;

/** The whole picture. Colors come by classes, from a style sheet. Links lie below the modules. */
export function drawingOf({ nodes, edges }: Layout): readonly SvgPart[] {
  const boxes = new Map(nodes.map((each) => [each.apiName, each]));
  return [
    part('defs', {}, markers()),
    part(
      'g',
      { class: 'edges' },
      edges.map((each) => edgePart(each, boxes)),
    ),
    part('g', { class: 'nodes' }, nodes.map(nodePart)),
  ];
}

/** What stands in a box. */
export function nodeTexts({ apiName, label, group, isReadable, fieldCount }: GraphNode): readonly [string, string] {
  const name = label === apiName ? [] : [apiName];
  if (group === 'users') return [label, l10n.t('people')];
  if (!isReadable) return [label, [...name, l10n.t('not readable')].join(' · ')];
  const fields = fieldCount === undefined ? l10n.t('fields not read yet') : l10n.t('{0} fields', fieldCount);
  return [label, [...name, fields].join(' · ')];
}

/** What a link is called: its first field, and how many more there are. */
export function edgeLabel({ fields }: Pick<PlacedEdge, 'fields'>): string {
  const [first, ...more] = fields;
  const label = first?.label ?? '';
  return more.length === 0 ? label : l10n.t('{0} and {1} more', label, more.length);
}

function nodePart(node: PlacedNode): SvgPart {
  const { apiName, group, isReadable, width, x, y } = node;
  const [left, top] = [rounded(x - width / 2), rounded(y - nodeHeight / 2)];
  const [label, detail] = nodeTexts(node);
  const radius = group === 'subform' || group === 'linking' ? nodeHeight / 2 : 4;
  const flags = isReadable || group === 'users' ? '' : ' unreadable';
  return part(
    'g',
    { class: `node group-${group}${flags}`, 'data-module': apiName, transform: `translate(${left} ${top})` },
    [
      part('title', {}, `${label} (${apiName})`),
      part('rect', { class: 'box', width: rounded(width), height: nodeHeight, rx: radius }, []),
      part('rect', { class: 'mark', x: 6, y: 9, width: 3, height: nodeHeight - 18, rx: 1.5 }, []),
      part('text', { class: 'label', x: nodePadding, y: 18 }, cut(label, 28)),
      part('text', { class: 'detail', x: nodePadding, y: 33 }, cut(detail, 34)),
    ],
  );
}

function edgePart(edge: PlacedEdge, boxes: ReadonlyMap<string, PlacedNode>): SvgPart {
  const { kind, from, to, fields, label } = edge;
  const line = from === to ? loopAt(boxes.get(from)) : curveThrough(edge.points);
  const start = kind === 'manyToMany' ? { 'marker-start': 'url(#end-manyToMany)' } : {};
  const words = fields.map((each) => `${each.label} (${each.apiName})`).join(', ');
  const text = label
    ? [part('text', { class: 'edge-label', x: rounded(label.x), y: rounded(label.y + 4) }, edgeLabel(edge))]
    : [];
  return part('g', { class: `edge kind-${kind}`, 'data-from': from, 'data-to': to }, [
    part('title', {}, `${from} → ${to}: ${words}`),
    part('path', { class: 'line', d: line, 'marker-end': `url(#end-${kind})`, ...start }, []),
    ...text,
  ]);
}

/** One for each kind of link: an arrow, a diamond for rows, a circle at both ends of many-to-many. */
function markers(): readonly SvgPart[] {
  const shapes = {
    lookup: 'M0 1 L10 5 L0 9 z',
    subform: 'M0 5 L5 1 L10 5 L5 9 z',
    manyToMany: 'M1 5 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0',
  };
  return Object.entries(shapes).map(([kind, d]) => {
    const size = {
      viewBox: '0 0 10 10',
      refX: kind === 'manyToMany' ? 5 : 10,
      refY: 5,
      markerWidth: 8,
      markerHeight: 8,
    };
    const attributes = { id: `end-${kind}`, orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse', ...size };
    return part('marker', attributes, [part('path', { class: `end kind-${kind}`, d }, [])]);
  });
}

/** A smooth line: straight to the first middle, then curves from middle to middle. */
function curveThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const curves = rest.slice(0, -1).map((at, index) => {
    const end = index === rest.length - 2 ? last : middle(at, rest[index + 1] ?? last);
    return `Q${pair(at)} ${pair(end)}`;
  });
  return `M${pair(first)} ${curves.length === 0 ? `L${pair(last)}` : curves.join(' ')}`;
}

/** From the top of a box back to its top. */
function loopAt(box: PlacedNode | undefined): string {
  if (!box) return '';
  const right = box.x + box.width / 2;
  const top = box.y - nodeHeight / 2;
  return `M${pair({ x: right - 34, y: top })} c-4 -20 26 -20 22 -1`;
}

/** As long as a box of the greatest width has room for; the whole text is in the title. */
function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function pair({ x, y }: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function part(tag: SvgPart['tag'], attributes: SvgPart['attributes'], content: SvgPart['content']): SvgPart {
  return { tag, attributes, content };
}
