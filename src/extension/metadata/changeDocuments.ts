import * as vscode from 'vscode';

const scheme = 'zoho-crm-changes';
const mostKept = 20;

/** Reports as read-only documents, which the user may look at, search, save and send. They last as long as the window. */
export class ChangeDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#texts.get(uri.toString()) ?? vscode.l10n.t('This report is gone. Refresh the connection to make another.')
    );
  }

  /**
   * Shows Markdown as it is meant to be read; as a text where the editor's Markdown preview is switched off. `behind`: for
   * a question about it, which keeps the keyboard.
   */
  async show(title: string, markdown: string, place: 'in front' | 'behind' = 'in front'): Promise<void> {
    const name = title.replaceAll(/[\\/:*?"<>|#]/g, ' ').trim();
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: String(Date.now()) });
    this.#texts.set(uri.toString(), markdown);
    for (const oldest of this.#texts.keys()) if (this.#texts.size > mostKept) this.#texts.delete(oldest);
    // A command that is not there yet wakes the extension up that has it.
    const isMarkdownOn = vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
    const options = { preview: true, preserveFocus: place === 'behind' };
    if (!isMarkdownOn) await vscode.window.showTextDocument(uri, options);
    else if (place === 'in front') await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.commands.executeCommand('vscode.openWith', uri, 'vscode.markdown.preview.editor', options);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
