import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { toolNames } from '../../src/extension/languageModelTools/toolNames.ts';

describe('the tools of language models in the editor', () => {
  before(async function () {
    await vscode.extensions.getExtension('connections-crm.zoho-crm-connections')?.activate();
    if (vscode.lm.tools.length === 0) this.skip();
  });

  it('are known to the editor, with descriptions and input schemas', () => {
    const ours = vscode.lm.tools.filter((each) => each.name.startsWith('zohoCrm_'));
    assert.deepEqual(ours.map((each) => each.name).sort(), [...toolNames].sort());
    for (const { description, inputSchema } of ours) assert.ok(description.length > 40 && inputSchema);
  });

  it('list the connections, and say what to do where there are none', async () => {
    const answer = await invoke('zohoCrm_list_connections', {});
    const { connections } = JSON.parse(answer) as { readonly connections: readonly { readonly name: string }[] };
    assert.ok(Array.isArray(connections));
    assert.doesNotMatch(answer, /secret|token|clientId/i);
    if (connections.length === 0) {
      await assert.rejects(invoke('zohoCrm_describe_module', { module: 'Deals' }), /no connections/);
    }
  });
});

async function invoke(name: (typeof toolNames)[number], input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map((each) => (each instanceof vscode.LanguageModelTextPart ? each.value : '')).join('');
}
