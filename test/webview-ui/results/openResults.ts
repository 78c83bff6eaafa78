import type { ResultsSession } from '../../../src/extension/results/resultsSession.ts';
import type { ResultsPage } from '../../../src/protocol/results.ts';
import type { PageHost } from '../openPage.ts';

/** The real session behind the page, as the editor puts it there. */
export function hostOf(session: ResultsSession): ResultsSession & PageHost<ResultsPage> {
  const host: ResultsSession & PageHost<ResultsPage> = Object.assign(session, { page: undefined });
  session.attach({
    changed: (state) => {
      host.page?.changed(state).catch(() => undefined);
    },
  });
  return host;
}
