import type { TimeZoneOption } from '../../src/protocol/connectionForm.ts';
import { Combobox } from '../controls/combobox.ts';
import { Notice } from '../controls/notice.ts';
import { l10n } from '../l10n.ts';
import type { FormSession } from './formSession.ts';
import { Part } from './part.ts';
import { findZone, timeZoneChoices } from './timeZoneChoices.ts';

/** Part 3: the zone in which values without an offset are read. */
export class TimeZonePart {
  readonly element: HTMLElement;
  readonly timeZone: Combobox;
  readonly #part: Part;
  readonly #note = new Notice();
  readonly #session: FormSession;
  readonly #computerTimeZone: string;
  #zones: readonly TimeZoneOption[] = [];
  /** For whom the suggestions were made. */
  #suggestedFor: unknown;

  constructor(session: FormSession, computerTimeZone: string) {
    this.#session = session;
    this.#computerTimeZone = computerTimeZone;
    this.timeZone = new Combobox({
      label: l10n.t('Time Zone'),
      isLabelElsewhere: true,
      listLabel: l10n.t('Time zones'),
      help: l10n.t(
        'Zoho CRM gives times in your Zoho user’s zone. With another one here, days and hours come out wrong.',
      ),
      required: l10n.t('required'),
      placeholder: l10n.t('City, name, abbreviation or offset'),
      nothingFound: l10n.t('No time zone found'),
      sayCount: (count) => l10n.t('{0} time zones found', count),
    });
    this.#part = new Part(3, this.timeZone.label);
    this.element = this.#part.element;
    this.#part.add(this.timeZone.element, this.#note.element);
    this.timeZone.onChange((timeZone) => {
      session.change({ timeZone });
    });
  }

  setZones(zones: readonly TimeZoneOption[]): void {
    this.#zones = zones;
    this.#suggest();
    this.render();
  }

  render(): void {
    const { draft, signedIn, problems, timeZoneNote } = this.#session.state;
    if (signedIn !== this.#suggestedFor) this.#suggest();
    const zone = findZone(this.#zones, draft.timeZone);
    this.timeZone.value = zone?.name ?? draft.timeZone;
    this.timeZone.setError(problems.timeZone);
    const { kind, message } = timeZoneNote ?? { kind: 'unknown', message: '' };
    if (kind === 'differs') this.#note.show('warning', message, message);
    else this.#note.hide();
    const compared = { same: l10n.t('as in Zoho CRM'), differs: l10n.t('differs from Zoho CRM'), unknown: undefined }[
      kind
    ];
    const texts = [this.timeZone.value, zone?.offset, compared].filter((each) => each !== undefined);
    this.#part.setSummary(draft.timeZone === '' ? undefined : texts, kind === 'differs' ? 'warning' : 'done');
  }

  #suggest(): void {
    const { signedIn } = this.#session.state;
    this.#suggestedFor = signedIn;
    this.timeZone.setOptions(timeZoneChoices(this.#zones, signedIn, this.#computerTimeZone));
  }
}
