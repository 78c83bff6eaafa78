import { Button } from '../controls/button.ts';
import { h, newId } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';
import type { Neighborhood } from './visibleGraph.ts';

export interface NeighborhoodEvents {
  readonly onDepth: (depth: Neighborhood['depth']) => void;
  readonly onShowAll: () => void;
}

/** Says that only a part is seen, how far it reaches, and leads back to the whole. */
export function neighborhoodBar(label: string, { depth }: Neighborhood, events: NeighborhoodEvents): HTMLElement {
  const group = newId('depth');
  const choice = (value: Neighborhood['depth'], text: string): HTMLElement => {
    const input = h('input', { type: 'radio', name: group, class: 'zc-checkbox' });
    input.checked = value === depth;
    input.addEventListener('change', () => {
      events.onDepth(value);
    });
    return h('label', { class: 'zc-checkbox-label' }, input, text);
  };
  const all = new Button({ label: l10n.t('Show All Modules'), appearance: 'secondary', onPress: events.onShowAll });
  return h(
    'div',
    { class: 'neighborhood' },
    h('strong', {}, l10n.t('Neighborhood of {0}', label)),
    h(
      'span',
      { class: 'filters', role: 'radiogroup', 'aria-label': l10n.t('How far') },
      choice(1, l10n.t('one link')),
      choice(2, l10n.t('two links')),
    ),
    all.element,
  );
}
