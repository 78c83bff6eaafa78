import './style.css';

import type { ConnectionFormHost, ConnectionFormPage } from '../../src/protocol/connectionForm.ts';
import { connectRpc } from '../../src/protocol/rpc.ts';
import { h } from '../controls/dom.ts';
import { registerControls } from '../controls/designSystem.ts';
import { l10n } from '../l10n.ts';
import { connectToEditor } from '../vscodeApi.ts';
import { ConnectionForm } from './connectionForm.ts';
import { FormSession } from './formSession.ts';
import { parseKeptState } from './keptState.ts';

registerControls();
start().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  document.body.replaceChildren(h('main', { class: 'form' }, h('h1', {}, message)));
});

async function start(): Promise<void> {
  const editor = connectToEditor();
  const page: { session?: FormSession } & ConnectionFormPage = {
    signInProgress: (progress) => {
      page.session?.signInProgress(progress);
    },
  };
  const host = connectRpc<ConnectionFormHost>(editor.channel, page).remote;
  const computerTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const kept = parseKeptState(editor.getState());
  const initial = await host.load({ computerTimeZone });
  l10n.use(initial.translations);
  const session = new FormSession({
    host,
    initial,
    kept,
    keep: (state) => {
      editor.setState(state);
    },
  });
  page.session = session;
  const form = new ConnectionForm({ session, form: initial, host, computerTimeZone });
  document.body.replaceChildren(form.element);
  form.focus();
}
