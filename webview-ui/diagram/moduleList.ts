import { Button } from '../controls/button.ts';
import { h } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';
import { nodeTexts } from './drawing.ts';
import { edgeKindLabel } from './groupWords.ts';
import type { VisibleEdge, VisibleGraph } from './visibleGraph.ts';

export interface ModuleListEvents {
  /** The label of any module of the graph. */
  readonly nameOf: (module: string) => string;
  readonly onReveal: (module: string) => void;
  readonly onNeighborhood: (module: string) => void;
}

/** The same as the picture in words: a heading for each module, and below it the links from and to it. */
export function moduleList(graph: VisibleGraph, events: ModuleListEvents): HTMLElement {
  const rows = graph.nodes.map((node) => {
    const [label, detail] = nodeTexts(node);
    const buttons = [
      button(l10n.t('Reveal in Connections'), label, () => {
        events.onReveal(node.apiName);
      }),
      button(l10n.t('Neighborhood'), label, () => {
        events.onNeighborhood(node.apiName);
      }),
    ];
    return h(
      'li',
      { class: `list-row group-${node.group}`, 'data-module': node.apiName },
      h('h2', {}, label),
      h('span', { class: 'list-detail' }, detail),
      ...(node.group === 'users' ? [] : [h('span', { class: 'list-buttons' }, ...buttons)]),
      linksOf(node.apiName, graph.edges, events.nameOf),
    );
  });
  return h('ul', { class: 'module-list', 'aria-label': l10n.t('Modules and their links') }, ...rows);
}

function linksOf(module: string, edges: readonly VisibleEdge[], nameOf: ModuleListEvents['nameOf']): HTMLElement {
  const to = edges.filter((each) => each.from === module).map((each) => `${wordsOf(each)} → ${nameOf(each.to)}`);
  const from = edges
    .filter((each) => each.to === module && each.from !== module)
    .map((each) => `← ${nameOf(each.from)}: ${wordsOf(each)}`);
  const lines = [...to, ...from];
  if (lines.length === 0) return h('p', { class: 'list-detail' }, l10n.t('No links are shown.'));
  return h('ul', {}, ...lines.map((each) => h('li', {}, each)));
}

function wordsOf({ kind, fields }: VisibleEdge): string {
  return `${fields.map((each) => each.label).join(', ')} (${edgeKindLabel(kind)})`;
}

/** Many buttons with the same words: each says in its name which module it is for. */
function button(label: string, module: string, onPress: () => void): HTMLElement {
  const { element } = new Button({ label, appearance: 'secondary', onPress });
  element.setAttribute('aria-label', `${label}: ${module}`);
  return element;
}
