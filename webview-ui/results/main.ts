import './style.css';

import type { ResultsHost, ResultsPage } from '../../src/protocol/results.ts';
import { connectRpc } from '../../src/protocol/rpc.ts';
import { registerControls } from '../controls/designSystem.ts';
import { l10n } from '../l10n.ts';
import { connectToEditor } from '../vscodeApi.ts';
import { parseKeptResults } from './keptResults.ts';
import { ResultsView } from './resultsView.ts';

registerControls();
void start();

async function start(): Promise<void> {
  const editor = connectToEditor();
  const page: { view?: ResultsView } & ResultsPage = {
    changed: (state) => {
      page.view?.render(state);
    },
  };
  const host = connectRpc<ResultsHost>(editor.channel, page).remote;
  const { translations, state } = await host.load();
  l10n.use(translations);
  const view = new ResultsView({
    host,
    kept: parseKeptResults(editor.getState()),
    keep: (kept) => {
      editor.setState(kept);
    },
  });
  document.body.replaceChildren(view.element);
  page.view = view;
  view.render(state);
}
