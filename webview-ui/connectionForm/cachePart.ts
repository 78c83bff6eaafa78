import type { CachePolicy } from '../../src/core/model/connection.ts';
import type { DropdownOption } from '../controls/dropdown.ts';
import { Dropdown } from '../controls/dropdown.ts';
import { l10n } from '../l10n.ts';
import type { FormSession } from './formSession.ts';
import { Part } from './part.ts';

/** Part 4: how long what was read about modules and fields may be used again. */
export class CachePart {
  readonly element: HTMLElement;
  readonly policy: Dropdown<CachePolicy>;
  readonly #part: Part;
  readonly #session: FormSession;
  readonly #policies = cachePolicyOptions();

  constructor(session: FormSession) {
    this.#session = session;
    this.policy = new Dropdown({
      label: l10n.t('Metadata Cache'),
      isLabelElsewhere: true,
      help: l10n.t('How long modules and fields that were read once are used again. You can refresh them at any time.'),
      options: this.#policies,
    });
    this.#part = new Part(4, this.policy.label);
    this.element = this.#part.element;
    this.#part.add(this.policy.element);
    this.policy.onChange((cachePolicy) => {
      session.change({ cachePolicy });
    });
  }

  render(): void {
    const { draft, problems } = this.#session.state;
    this.policy.value = draft.cachePolicy;
    this.policy.setError(problems.cachePolicy);
    const policy = this.#policies.find((each) => each.value === draft.cachePolicy);
    this.#part.setSummary(policy && [`${policy.label} · ${policy.detail ?? ''}`]);
  }
}

function cachePolicyOptions(): readonly DropdownOption<CachePolicy>[] {
  return [
    { value: 'disabled', label: l10n.t('Disabled'), detail: l10n.t('read again each time the connection is opened') },
    { value: 'oneHour', label: l10n.t('One Hour'), detail: l10n.t('read again when older than an hour') },
    { value: 'oneDay', label: l10n.t('One Day'), detail: l10n.t('read again when older than a day') },
    { value: 'oneWeek', label: l10n.t('One Week'), detail: l10n.t('read again when older than a week') },
    { value: 'oneMonth', label: l10n.t('One Month'), detail: l10n.t('read again when older than a month') },
    { value: 'infinite', label: l10n.t('Infinite'), detail: l10n.t('kept until you refresh or clear it') },
  ];
}
