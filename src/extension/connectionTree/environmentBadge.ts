import * as vscode from 'vscode';

import type { Connection, Environment } from '../../core/model/connection.ts';
import { isRealProduction } from './connectionText.ts';

const scheme = 'zoho-crm-environment';

/** Names an environment for the badge beside a connection's row; it leads nowhere. */
export function environmentUri(connection: Connection): vscode.Uri {
  const environment = isRealProduction(connection)
    ? 'production'
    : connection.dataCenter === 'sample'
      ? 'sample'
      : connection.environment;
  return vscode.Uri.from({ scheme, path: `/${environment}` });
}

/**
 * A letter for each environment, and a color for production, so that nobody takes one for another: not the red of errors,
 * not the yellow of warnings.
 */
export function provideEnvironmentBadges(): vscode.Disposable {
  const badges: Readonly<Record<Environment, vscode.FileDecoration>> = {
    production: new vscode.FileDecoration('P', vscode.l10n.t('Production'), new vscode.ThemeColor('charts.purple')),
    sandbox: new vscode.FileDecoration('S', vscode.l10n.t('Sandbox')),
    developer: new vscode.FileDecoration('D', vscode.l10n.t('Developer')),
  };
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme: asked, path }) =>
      asked === scheme ? badges[path.slice(1) as keyof typeof badges] : undefined,
  });
}
