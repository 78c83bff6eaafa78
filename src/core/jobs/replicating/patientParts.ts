import type { JobContext } from '../../model/run.ts';
import type { JobParts } from '../jobParts.ts';
import { retryReads } from '../retryReads.ts';

/** The same parts; metadata are asked for again where the CRM says "not now". */
export function patientParts(parts: JobParts, { log }: Pick<JobContext, 'log'>): JobParts {
  return {
    ...parts,
    fieldsOf: (module, signal) => retryReads(() => parts.fieldsOf(module, signal), { signal, log }),
    modulesOf: (signal) => retryReads(() => parts.modulesOf(signal), { signal, log }),
  };
}
