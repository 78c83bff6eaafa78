import type { RunOutcome, RunProgress, RunRecord } from '../../core/model/run.ts';
import type { L10n } from '../l10n.ts';

/** Progress in one line: records, rate, remaining time, credits, as far as they are known. */
export function progressText(progress: RunProgress, l10n: L10n): string {
  const { phase, module, modulesTotal, recordsDone, recordsTotal, recordsPerSecond, remainingSeconds } = progress;
  const done =
    recordsTotal === undefined
      ? l10n.t('{0} records', numberText(recordsDone))
      : l10n.t('{0} of {1} records', numberText(recordsDone), numberText(recordsTotal));
  return [
    ...(modulesTotal > 1 && module !== undefined ? [module] : []),
    phase === 'reading' ? done : phaseText(phase, l10n),
    ...(phase === 'reading' && recordsPerSecond > 0 ? [l10n.t('{0} a second', numberText(recordsPerSecond))] : []),
    ...(remainingSeconds !== undefined && remainingSeconds > 0
      ? [l10n.t('{0} left', durationText(remainingSeconds * 1000))]
      : []),
    l10n.t('{0} credits', numberText(progress.creditsSpent)),
  ].join(' · ');
}

function phaseText(phase: Exclude<RunProgress['phase'], 'reading'>, l10n: L10n): string {
  switch (phase) {
    case 'planning':
      return l10n.t('planning');
    case 'deleting':
      return l10n.t('looking for deletions');
    case 'reconciling':
      return l10n.t('comparing ids');
    case 'finishing':
      return l10n.t('finishing');
  }
}

export function outcomeText(outcome: RunOutcome, l10n: L10n): string {
  switch (outcome) {
    case 'succeeded':
      return l10n.t('Done');
    case 'rejectedRows':
      return l10n.t('Done, but for some rows');
    case 'stoppedAtBudget':
      return l10n.t('Stopped at its share of the credits');
    case 'cancelled':
      return l10n.t('Canceled');
    case 'failed':
      return l10n.t('Failed');
  }
}

/** What a run did, in figures. */
export function countsText(run: Pick<RunRecord, 'jobKind' | 'modules'>, l10n: L10n): string {
  const sum = (key: 'inserted' | 'updated' | 'deleted' | 'rejected'): number =>
    run.modules.reduce((total, module) => total + module[key], 0);
  const written = numberText(sum('inserted'));
  const first =
    run.jobKind === 'export'
      ? l10n.t('{0} records', written)
      : l10n.t('{0} new, {1} changed', written, numberText(sum('updated')));
  return [
    first,
    ...(run.jobKind === 'replicate' || sum('deleted') > 0 ? [l10n.t('{0} deleted', numberText(sum('deleted')))] : []),
    ...(sum('rejected') > 0 ? [l10n.t('{0} rejected', numberText(sum('rejected')))] : []),
  ].join(', ');
}

/** Counts, credits and duration in one line. */
export function figuresText(run: RunRecord, l10n: L10n): string {
  const credits = l10n.t('{0} credits', numberText(run.creditsSpent));
  return [countsText(run, l10n), credits, durationText(run.endedAt - run.startedAt)].join(' · ');
}

/** Whether the next run goes on where this one stopped. */
export function isResumable({ outcome }: Pick<RunRecord, 'outcome'>): boolean {
  return outcome === 'cancelled' || outcome === 'stoppedAtBudget';
}

/** Such as `31 s`, `2 min 5 s`, `1 h 4 min`: units that every language writes so. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function numberText(value: number): string {
  return value.toLocaleString();
}
