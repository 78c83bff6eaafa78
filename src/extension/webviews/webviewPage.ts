import { randomBytes } from 'node:crypto';

import * as vscode from 'vscode';

import type { Channel } from '../../protocol/rpc.ts';
import { pageHtml } from './pageHtml.ts';

/** Shows a page of ours: the bundle `name` of `webview-ui`. Whoever connects to it does so before. */
export function showPage(webview: vscode.Webview, extensionUri: vscode.Uri, name: string, title: string): void {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const addressOf = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = pageHtml({
    nonce: randomBytes(16).toString('base64url'),
    script: addressOf(`${name}.js`),
    styles: addressOf(`${name}.css`),
    title,
    language: vscode.env.language,
  });
}

/** A webview as its host sees it. What is posted to a page that is hidden is lost. */
export function channelOf(webview: vscode.Webview): Channel {
  return {
    post: (message) => {
      void webview.postMessage(message);
    },
    listen: (listener) => {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => {
        subscription.dispose();
      };
    },
  };
}
