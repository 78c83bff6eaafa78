import type { GraphGroup, GraphNode } from '../../src/core/model/organizationGraph.ts';
import type { DiagramHost, DiagramState } from '../../src/protocol/diagram.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { Button } from '../controls/button.ts';
import { h } from '../controls/dom.ts';
import { Notice } from '../controls/notice.ts';
import { l10n } from '../l10n.ts';
import { Footer } from './footer.ts';
import { moduleList } from './moduleList.ts';
import { neighborhoodBar } from './neighborhoodBar.ts';
import { Stage } from './stage.ts';
import { currentPalette } from './svgElements.ts';
import { svgFileOf } from './svgFile.ts';
import { Toolbar } from './toolbar.ts';
import type { Neighborhood, VisibleGraph } from './visibleGraph.ts';
import { matchesOf, visibleGraph } from './visibleGraph.ts';

export interface DiagramParts {
  readonly host: Asynchronous<DiagramHost>;
  readonly state: DiagramState;
  /** Told when another neighborhood, or the whole, is shown: for what outlives the page. */
  readonly keep: (neighborhoodOf: string | undefined) => void;
}

/** The page: the picture of an organization with what is around it. */
export class Diagram {
  readonly element: HTMLElement;
  readonly #parts: DiagramParts;
  readonly #toolbar: Toolbar;
  readonly #stage: Stage;
  readonly #footer: Footer;
  readonly #notice = new Notice();
  readonly #place = h('div', { class: 'place' });
  readonly #list = h('div', { class: 'list' });
  /** People are always there: for the links to them. */
  readonly #groups = new Set<GraphGroup>(['standard', 'custom', 'subform', 'users']);
  #state: DiagramState;
  #showsSystemLinks = false;
  #neighborhood: Neighborhood | undefined;
  #visible: VisibleGraph = { nodes: [], edges: [] };
  #search = '';
  #matches: readonly GraphNode[] = [];
  #matchAt = 0;
  #selected: string | undefined;

  constructor(parts: DiagramParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#toolbar = this.#makeToolbar();
    this.#stage = new Stage({
      onSelect: (module) => {
        this.#select(module);
      },
      onReveal: (module) => {
        this.#reveal(module);
      },
      onNeighborhood: (module) => {
        this.showNeighborhood(module);
      },
    });
    this.#footer = new Footer({
      onReveal: () => {
        if (this.#selected !== undefined) this.#reveal(this.#selected);
      },
      onNeighborhood: () => {
        if (this.#selected !== undefined) this.showNeighborhood(this.#selected);
      },
    });
    this.#list.hidden = true;
    const title = h('h1', { class: 'zc-visually-hidden' }, l10n.t('Diagram of {0}', parts.state.title));
    const bars = [this.#toolbar.element, this.#notice.element, this.#place];
    this.element = h(
      'main',
      { class: 'diagram' },
      title,
      ...bars,
      this.#stage.element,
      this.#list,
      this.#footer.element,
    );
  }

  /** To be called when the element is in the page: until then it has no size. */
  start(): void {
    this.show(this.#state);
  }

  show(state: DiagramState): void {
    this.#state = state;
    this.#sayWhatIsUnread();
    if (state.neighborhoodOf === undefined) this.#draw();
    else this.showNeighborhood(state.neighborhoodOf);
  }

  showNeighborhood(module: string): void {
    if (this.#state.graph.nodes.some((each) => each.apiName === module))
      this.#setNeighborhood({ module, depth: this.#neighborhood?.depth ?? 1 });
  }

  focusSearch(): void {
    this.#toolbar.focusSearch();
  }

  #setNeighborhood(neighborhood: Neighborhood | undefined): void {
    this.#neighborhood = neighborhood;
    this.#parts.keep(neighborhood?.module);
    // What was looked for in one picture is hardly what is wanted of the other.
    this.#search = '';
    this.#toolbar.clearSearch();
    this.#draw();
    if (neighborhood) this.#stage.select(neighborhood.module);
  }

  #draw(): void {
    const filter = {
      groups: this.#groups,
      showsSystemLinks: this.#showsSystemLinks,
      neighborhood: this.#neighborhood,
    };
    this.#visible = visibleGraph(this.#state.graph, filter);
    this.#place.replaceChildren(...this.#neighborhoodBar());
    this.#stage.draw(this.#visible);
    this.#find(this.#search);
  }

  #neighborhoodBar(): readonly HTMLElement[] {
    const neighborhood = this.#neighborhood;
    if (!neighborhood) return [];
    const { module } = neighborhood;
    const label = this.#state.graph.nodes.find((each) => each.apiName === module)?.label ?? module;
    const bar = neighborhoodBar(label, neighborhood, {
      onDepth: (depth) => {
        this.#setNeighborhood({ module, depth });
      },
      onShowAll: () => {
        this.#setNeighborhood(undefined);
      },
    });
    return [bar];
  }

  #makeToolbar(): Toolbar {
    return new Toolbar(this.#groups, {
      onSearch: (text) => {
        this.#matchAt = 0;
        this.#find(text);
      },
      onNextMatch: (step) => {
        this.#nextMatch(step);
      },
      onGroup: (group, isShown) => {
        if (isShown) this.#groups.add(group);
        else this.#groups.delete(group);
        this.#draw();
      },
      onSystemLinks: (areShown) => {
        this.#showsSystemLinks = areShown;
        this.#draw();
      },
      onView: (view) => {
        this.#stage.element.hidden = view === 'list';
        this.#list.hidden = view === 'picture';
        if (view === 'picture') this.#stage.fit();
      },
      onZoom: (how) => {
        if (how === 'fit') this.#stage.fit();
        else if (how === 'in') this.#stage.zoomIn();
        else this.#stage.zoomOut();
      },
      onSave: () => {
        void this.#parts.host.saveSvg(this.#svg());
      },
    });
  }

  /** Marks what is found in the picture; the list shows nothing else. */
  #find(text: string): void {
    this.#search = text;
    this.#matches = matchesOf(this.#visible.nodes, text);
    this.#stage.mark(new Set(this.#matches.map((each) => each.apiName)));
    this.#showMatches();
    const isSearching = text.trim() !== '';
    const nodes = isSearching ? this.#matches : this.#visible.nodes;
    this.#list.replaceChildren(
      moduleList(
        { nodes, edges: this.#visible.edges },
        {
          nameOf: (module) => this.#state.graph.nodes.find((each) => each.apiName === module)?.label ?? module,
          onReveal: (module) => {
            this.#reveal(module);
          },
          onNeighborhood: (module) => {
            this.showNeighborhood(module);
          },
        },
      ),
    );
  }

  #nextMatch(step: 1 | -1): void {
    const { length } = this.#matches;
    if (length === 0) return;
    this.#matchAt = this.#matchAt === 0 && step === 1 ? 1 : ((this.#matchAt - 1 + step + length) % length) + 1;
    this.#showMatches();
    this.#stage.goTo(this.#matches[this.#matchAt - 1]?.apiName ?? '');
  }

  #showMatches(): void {
    const isSearching = this.#search.trim() !== '';
    this.#toolbar.showMatches(isSearching ? { count: this.#matches.length, at: this.#matchAt } : undefined);
  }

  #select(module: string | undefined): void {
    this.#selected = module;
    const { nodes, edges } = this.#visible;
    const links = edges.filter((each) => each.from === module || each.to === module).length;
    this.#footer.show(
      nodes.find((each) => each.apiName === module),
      links,
    );
  }

  #reveal(module: string): void {
    const node = this.#state.graph.nodes.find((each) => each.apiName === module);
    if (node && node.group !== 'users') void this.#parts.host.reveal(module);
  }

  #sayWhatIsUnread(): void {
    const { modules, requests } = this.#state.unread;
    if (modules === 0) {
      this.#notice.hide();
      return;
    }
    const read = new Button({
      label: l10n.t('Read Them ({0} API requests)', requests),
      onPress: () => {
        void this.#readFields(read);
      },
    });
    const text = l10n.t('The links of {0} modules are not known yet, as nobody has looked into them.', modules);
    this.#notice.show('info', text, h('p', {}, text), read.element);
  }

  async #readFields(button: Button): Promise<void> {
    button.disabled = true;
    try {
      this.show({ ...(await this.#parts.host.readFields()), neighborhoodOf: this.#neighborhood?.module });
    } catch {
      // The editor has said what went wrong.
      button.disabled = false;
    }
  }

  #svg(): string {
    const title = l10n.t('Diagram of {0}', this.#state.title);
    return svgFileOf(this.#stage.drawing, this.#stage.layout, title, currentPalette());
  }
}
