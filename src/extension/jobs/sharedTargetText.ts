import type { Job } from '../../core/jobs/jobFile/jobSchema.ts';
import type { L10n } from '../l10n.ts';

/** Which other jobs write where a job does. */
export interface SharedInWords {
  readonly other: { readonly name: string; readonly job: { readonly kind: Job['kind'] } };
  readonly places: readonly { readonly name: string }[];
}

const mostNamed = 3;

/** A sentence. `shared` has at least one. */
export function sharedQuestion(name: string, shared: readonly SharedInWords[], l10n: L10n): string {
  const others = listed(shared.map(({ other }) => `"${other.name}"`));
  const places = listed([...new Set(shared.flatMap((each) => each.places.map((place) => place.name)))]);
  return shared[0]?.other.job.kind === 'replicate'
    ? l10n.t('"{0}" writes the same tables as {1}: those of {2}.', name, others, places)
    : l10n.t('"{0}" writes the same file as {1}: {2}.', name, others, places);
}

export function sharedDetail(kind: Job['kind'], l10n: L10n): string {
  return kind === 'replicate'
    ? l10n.t(
        'Each run changes the tables to what its own job says, so the two undo what the other did. Change the prefix or the database in one of the job files. If you run it anyway, this is not asked again.',
      )
    : l10n.t(
        'Each run puts its rows in the place of what the other wrote. Change "file" in one of the job files. If you run it anyway, this is not asked again.',
      );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? `${shown}, …` : shown;
}
