import type * as vscode from 'vscode';

import { registerCommands } from './commands.ts';
import { registerDiagram } from './diagram/registerDiagram.ts';
import { registerJobs } from './jobs/registerJobs.ts';
import { registerLanguageModelTools } from './languageModelTools/registerLanguageModelTools.ts';
import { registerQueryEditor } from './queryEditor/registerQueryEditor.ts';
import { registerConnectionUi } from './signIn/registerConnectionUi.ts';
import { registerRecords } from './records/registerRecords.ts';
import { registerResults } from './results/registerResults.ts';
import { registerRedirectUris } from './signIn/redirectUris.ts';
import type { Services } from './services.ts';
import { createServices } from './services.ts';
import { registerTimeZoneStatus } from './timeZoneStatus.ts';

/**
 * What hooks into the editor, one line for each feature. This file and whatever it imports is loaded while the editor
 * waits: a feature registers here, and loads what it does by `import()` when it is first used.
 */
const features: readonly ((services: Services) => vscode.Disposable)[] = [
  registerCommands,
  registerConnectionUi,
  registerDiagram,
  registerJobs,
  registerLanguageModelTools,
  registerQueryEditor,
  registerRecords,
  registerRedirectUris,
  registerResults,
  registerTimeZoneStatus,
];

/** The composition root: builds the parts and connects them. */
export function activate(context: vscode.ExtensionContext): void {
  const services = createServices(context);
  for (const register of features) context.subscriptions.push(register(services));
}
