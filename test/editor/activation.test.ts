import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const extensionId = 'connections-crm.zoho-crm-connections';

describe('the extension in an editor', () => {
  it('is activated without an error', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, `${extensionId} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers each command that its manifest promises', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    const { contributes } = extension?.packageJSON as Manifest;
    const promised = contributes.commands.map(({ command }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(promised.length > 0);
    assert.deepEqual(
      promised.filter((command) => !registered.has(command)),
      [],
    );
  });
});
