import type { ReplicateJob } from '../../src/core/jobs/jobFile/jobSchema.ts';
import { jobSchema } from '../../src/core/jobs/jobFile/jobSchema.ts';
import type { AccessToken } from '../../src/core/model/oauth.ts';
import type { SampleOrgInfo } from '../../src/sampleOrg/start.ts';
import { RetriableError } from '../../src/core/errors.ts';

/** What a replicating process needs to know, as plain data. */
export interface SoakTask {
  readonly info: SampleOrgInfo;
  readonly folder: string;
  readonly database: Parameters<typeof import('../core/jobs/connectedParts.ts').connectedParts>[2];
}

export const soakModules = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Properties', 'Quotes'] as const;

export function soakJob(choices: Pick<ReplicateJob, 'reconcile' | 'formulas'>): ReplicateJob {
  const modules = soakModules.map((module) => ({ module }));
  const job = jobSchema.parse({
    ...{ version: 1, kind: 'replicate', connection: 'Sample', creditShare: 1, modules, ...choices },
    to: { database: 'Soak' },
  });
  if (job.kind !== 'replicate') throw new Error('It is a job of another kind.');
  return job;
}

/** Access tokens that are renewed when they were expired. */
export function renewedTokens({ accountsUrl, accessToken, refreshToken, clientId, clientSecret }: SampleOrgInfo) {
  let text: string | undefined = accessToken;
  return {
    async token(): Promise<AccessToken> {
      text ??= await renew();
      return { text, expiresAt: Infinity };
    },
    rejectToken(): void {
      text = undefined;
    },
  };

  async function renew(): Promise<string> {
    const body = new URLSearchParams({
      ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
      ...{ client_id: clientId, client_secret: clientSecret },
    });
    const response = await fetch(`${accountsUrl}/oauth/v2/token`, { method: 'POST', body });
    const answer = (await response.json()) as { access_token?: string; error?: string };
    if (answer.access_token !== undefined) return answer.access_token;
    throw new RetriableError(`There is no new token: ${answer.error ?? ''}`, 500);
  }
}
