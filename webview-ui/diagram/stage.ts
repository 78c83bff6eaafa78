import { l10n } from '../l10n.ts';
import { h, newId } from '../controls/dom.ts';
import type { SvgPart } from './drawing.ts';
import { drawingOf, edgeLabel, nodePadding, nodeTexts, widestNode } from './drawing.ts';
import type { Layout, PlacedNode } from './layout.ts';
import { layoutOf } from './layout.ts';
import { isDirection, neighborOf } from './neighbor.ts';
import { PanZoom } from './panZoom.ts';
import { svgElement, textMeasure } from './svgElements.ts';
import type { VisibleGraph } from './visibleGraph.ts';

export interface StageEvents {
  /** Of the module that has the keyboard or was clicked; undefined when there is none any more. */
  readonly onSelect: (module: string | undefined) => void;
  /** A click, or Enter. */
  readonly onReveal: (module: string) => void;
  readonly onNeighborhood: (module: string) => void;
}

const panStep = 60;
const zoomStep = 1.25;

/** The picture itself: modules can be reached with Tab and arrow keys, clicked, looked for and looked at from near. */
export class Stage {
  readonly element: HTMLElement;
  readonly #svg: SVGElement;
  readonly #viewport: SVGElement;
  readonly #view: PanZoom;
  readonly #events: StageEvents;
  readonly #empty: HTMLElement;
  #layout: Layout = { width: 0, height: 0, nodes: [], edges: [] };
  #drawing: readonly SvgPart[] = [];
  #elements = new Map<string, SVGElement>();
  #selected: string | undefined;

  constructor(events: StageEvents) {
    this.#events = events;
    const help = h('p', { id: newId('help'), class: 'zc-visually-hidden' }, keyboardHelp());
    const attributes = { class: 'picture', role: 'group', 'aria-label': l10n.t('Modules and their links') };
    this.#viewport = svgElement({ tag: 'g', attributes: {}, content: [] });
    this.#svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    for (const [name, value] of Object.entries(attributes)) this.#svg.setAttribute(name, value);
    this.#svg.setAttribute('aria-describedby', help.id);
    this.#svg.append(this.#viewport);
    this.#empty = h('p', { class: 'empty' }, l10n.t('No module is in the groups that are chosen above.'));
    this.element = h('div', { class: 'stage' }, this.#empty, help);
    this.element.prepend(this.#svg);
    this.#view = new PanZoom(this.#svg, this.#viewport);
    this.#listen();
  }

  get layout(): Layout {
    return this.#layout;
  }

  get drawing(): readonly SvgPart[] {
    return this.#drawing;
  }

  /** Draws a graph and shows all of it; who was selected still is, if it is there. */
  draw(graph: VisibleGraph): void {
    this.#layout = layoutOf(graph, textWidths());
    this.#drawing = drawingOf(this.#layout);
    this.#viewport.replaceChildren(...this.#drawing.map(svgElement));
    this.#viewport.querySelector('.edges')?.setAttribute('aria-hidden', 'true');
    this.#elements = new Map();
    for (const node of this.#layout.nodes) this.#makeReachable(node);
    this.#empty.hidden = this.#layout.nodes.length > 0;
    const first = this.#layout.nodes[0]?.apiName;
    this.#elements.get(this.#nodeOf(this.#selected)?.apiName ?? first ?? '')?.setAttribute('tabindex', '0');
    this.select(this.#nodeOf(this.#selected)?.apiName);
    this.fit();
  }

  fit(): void {
    this.#view.fit(this.#layout);
  }

  zoomIn(): void {
    this.#view.zoom(zoomStep);
  }

  zoomOut(): void {
    this.#view.zoom(1 / zoomStep);
  }

  /** Marks a module and its links; everything else steps back. */
  select(module: string | undefined): void {
    this.#selected = module;
    const near = new Set(module === undefined ? [] : [module]);
    for (const edge of this.#viewport.querySelectorAll<SVGElement>('.edge')) {
      const { from = '', to = '' } = edge.dataset;
      const isActive = module !== undefined && (from === module || to === module);
      edge.classList.toggle('active', isActive);
      if (isActive) near.add(from).add(to);
    }
    for (const [name, element] of this.#elements) {
      element.classList.toggle('selected', name === module);
      element.classList.toggle('near', near.has(name));
    }
    this.#viewport.classList.toggle('has-selection', module !== undefined);
    this.#events.onSelect(module);
  }

  /** Marks what a search has found. */
  mark(found: ReadonlySet<string>): void {
    for (const [name, element] of this.#elements) element.classList.toggle('found', found.has(name));
    this.#viewport.classList.toggle('has-matches', found.size > 0);
  }

  /** Selects a module and brings it into the middle. */
  goTo(module: string): void {
    const node = this.#nodeOf(module);
    if (!node) return;
    this.#view.center(node);
    this.select(module);
  }

  #nodeOf(module: string | undefined): PlacedNode | undefined {
    return this.#layout.nodes.find((each) => each.apiName === module);
  }

  #makeReachable(node: PlacedNode): void {
    const element = this.#viewport.querySelector<SVGElement>(`[data-module="${CSS.escape(node.apiName)}"]`);
    if (!element) return;
    const links = this.#layout.edges.filter((each) => each.from === node.apiName || each.to === node.apiName).length;
    element.setAttribute('tabindex', '-1');
    element.setAttribute('role', 'button');
    // The title is what the module is called by screen readers, too: what is drawn is cut where it is long.
    const title = element.querySelector('title');
    if (title) title.textContent = l10n.t('{0}, {1}, links: {2}', ...nodeTexts(node), links);
    this.#elements.set(node.apiName, element);
  }

  #listen(): void {
    this.#svg.addEventListener('click', (event) => {
      const module = moduleAt(event.target);
      if (module === undefined) this.select(undefined);
      else this.#events.onReveal(module);
    });
    this.#svg.addEventListener('focusin', (event) => {
      const module = moduleAt(event.target);
      if (module !== undefined) this.#focused(module);
    });
    this.#svg.addEventListener('keydown', (event) => {
      if (this.#handleKey(event)) event.preventDefault();
    });
  }

  #focused(module: string): void {
    for (const [name, element] of this.#elements) element.setAttribute('tabindex', name === module ? '0' : '-1');
    const node = this.#nodeOf(module);
    if (node && !this.#view.isInSight(node)) this.#view.center(node);
    this.select(module);
  }

  #handleKey(event: KeyboardEvent): boolean {
    const { key } = event;
    const node = this.#nodeOf(moduleAt(event.target));
    if (isDirection(key)) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !node) this.#pan(key);
      else this.#elements.get(neighborOf(node, this.#layout.nodes, key)?.apiName ?? '')?.focus();
      return true;
    }
    if (key === '+' || key === '=') this.zoomIn();
    else if (key === '-') this.zoomOut();
    else if (key === '0') this.fit();
    else if (node && (key === 'Enter' || key === ' ')) this.#events.onReveal(node.apiName);
    else if (node && key.toLowerCase() === 'n') this.#events.onNeighborhood(node.apiName);
    else return false;
    return true;
  }

  #pan(key: string): void {
    const dx = key === 'ArrowLeft' ? panStep : key === 'ArrowRight' ? -panStep : 0;
    const dy = key === 'ArrowUp' ? panStep : key === 'ArrowDown' ? -panStep : 0;
    this.#view.pan(dx, dy);
  }
}

function moduleAt(target: EventTarget | null): string | undefined {
  return (target as Element | null)?.closest<SVGElement>('.node')?.dataset['module'];
}

function textWidths(): Parameters<typeof layoutOf>[1] {
  const measure = textMeasure();
  return {
    node: (node) => {
      const [label, detail] = nodeTexts(node);
      const width = Math.max(measure(label, 13, 'bold'), measure(detail, 11, 'normal')) + 2 * nodePadding;
      return Math.min(width, widestNode);
    },
    label: (edge) => measure(edgeLabel(edge), 11, 'normal') + 12,
  };
}

function keyboardHelp(): string {
  return l10n.t(
    'Arrow keys move between modules, Enter shows a module in the Connections view, N shows its neighborhood. Plus, minus and zero change the size, Ctrl or Shift with arrow keys moves the picture. The list shows the same as text.',
  );
}
