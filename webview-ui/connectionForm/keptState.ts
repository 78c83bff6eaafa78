import type { KeptFormState } from '../../src/protocol/connectionForm.ts';

/** Reads what an earlier life of the page kept; undefined for anything else, such as the state of another version. */
export function parseKeptState(value: unknown): KeptFormState | undefined {
  const state = asObject(value);
  const draft = asObject(state?.['draft']);
  if (!state || !draft) return undefined;
  const texts = ['name', 'dataCenter', 'environment', 'clientId', 'timeZone', 'cachePolicy'];
  if (texts.some((key) => typeof draft[key] !== 'string')) return undefined;
  const connectionId = state['connectionId'];
  return {
    connectionId: typeof connectionId === 'string' ? connectionId : undefined,
    // Only what is named above: whatever else is there is not ours. The host checks every value again.
    draft: Object.fromEntries(texts.map((key) => [key, draft[key]])) as unknown as KeptFormState['draft'],
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}
