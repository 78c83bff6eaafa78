import './style.css';

import type { DiagramHost, DiagramPage, KeptDiagramState } from '../../src/protocol/diagram.ts';
import { connectRpc } from '../../src/protocol/rpc.ts';
import { registerControls } from '../controls/designSystem.ts';
import { l10n } from '../l10n.ts';
import { connectToEditor } from '../vscodeApi.ts';
import { Diagram } from './diagram.ts';
import { parseKeptState } from './keptState.ts';

registerControls();
void start();

async function start(): Promise<void> {
  const editor = connectToEditor();
  const shown: { diagram?: Diagram } = {};
  const page: DiagramPage = {
    show: (state) => shown.diagram?.show(state),
    showNeighborhood: (module) => shown.diagram?.showNeighborhood(module),
  };
  const host = connectRpc<DiagramHost>(editor.channel, page).remote;
  const kept = parseKeptState(editor.getState());
  const state = await host.load();
  l10n.use(state.translations);
  const keep = (neighborhoodOf: string | undefined): void => {
    editor.setState({ connectionId: state.connectionId, neighborhoodOf } satisfies KeptDiagramState);
  };
  const diagram = new Diagram({
    host,
    state: { ...state, neighborhoodOf: state.neighborhoodOf ?? kept?.neighborhoodOf },
    keep,
  });
  shown.diagram = diagram;
  keep(state.neighborhoodOf ?? kept?.neighborhoodOf);
  document.body.replaceChildren(diagram.element);
  diagram.start();
  diagram.focusSearch();
}
