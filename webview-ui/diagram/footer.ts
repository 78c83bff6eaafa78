import type { GraphNode } from '../../src/core/model/organizationGraph.ts';
import { Button } from '../controls/button.ts';
import { h, setText } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';
import { nodeTexts } from './drawing.ts';
import { edgeKindLabel } from './groupWords.ts';

export interface FooterEvents {
  readonly onReveal: () => void;
  readonly onNeighborhood: () => void;
}

/** What is below the picture: the module that is selected and what can be done with it, or what the lines mean. */
export class Footer {
  readonly element: HTMLElement;
  readonly #selected: HTMLElement;
  readonly #legend: HTMLElement;
  readonly #name = h('strong');
  readonly #detail = h('span', { class: 'muted' });

  constructor(events: FooterEvents) {
    const reveal = new Button({
      label: l10n.t('Reveal in Connections'),
      appearance: 'secondary',
      onPress: events.onReveal,
    });
    const neighborhood = new Button({
      label: l10n.t('Neighborhood'),
      appearance: 'secondary',
      onPress: events.onNeighborhood,
    });
    this.#selected = h(
      'div',
      { class: 'selected' },
      ...[this.#name, this.#detail, reveal.element, neighborhood.element],
    );
    this.#legend = h(
      'div',
      { class: 'legend muted' },
      ...(['lookup', 'subform', 'manyToMany'] as const).map((kind) =>
        h('span', { class: `legend-${kind}` }, edgeKindLabel(kind)),
      ),
    );
    this.element = h('footer', {}, this.#selected, this.#legend);
    this.show(undefined, 0);
  }

  show(node: GraphNode | undefined, linkCount: number): void {
    this.#selected.hidden = !node || node.group === 'users';
    if (!node) return;
    const [label, detail] = nodeTexts(node);
    setText(this.#name, label);
    setText(this.#detail, `${detail} · ${l10n.t('links: {0}', linkCount)}`);
  }
}
