import type { KeptDiagramState } from '../../src/protocol/diagram.ts';

/** What an earlier run of the page kept; undefined where it is of another version, or not ours. */
export function parseKeptState(state: unknown): KeptDiagramState | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { connectionId, neighborhoodOf } = state as Readonly<Record<string, unknown>>;
  if (typeof connectionId !== 'string') return undefined;
  return { connectionId, neighborhoodOf: typeof neighborhoodOf === 'string' ? neighborhoodOf : undefined };
}
