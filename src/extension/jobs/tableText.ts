import { InputError } from '../../core/errors.ts';
import type { PlannedTables } from '../../core/jobs/planning/plannedTables.ts';
import type { L10n } from '../l10n.ts';

/** What a run would do to tables, in one sentence. */
export function tablesText({ made, statements, destination }: PlannedTables, l10n: L10n): string {
  if (made === 0) {
    return statements.length === 1
      ? l10n.t('This run changes the tables in {0} by 1 statement.', destination)
      : l10n.t('This run changes the tables in {0} by {1} statements.', destination, statements.length);
  }
  return made === 1
    ? l10n.t('This run makes 1 table in {0}.', destination)
    : l10n.t('This run makes {0} tables in {1}.', made, destination);
}

/** Why a schedule did not start a job that would make tables which nobody has seen. */
export function notRunByHand(
  { name }: { readonly name: string },
  { made, destination }: Pick<PlannedTables, 'made' | 'destination'>,
  l10n: L10n,
): InputError {
  return new InputError(
    l10n.t(
      '{0} did not run at its time. A job runs by itself only after it was once run by hand: its first run makes tables ({1} in {2}), which it shows you before.',
      ...[name, made, destination],
    ),
  );
}
