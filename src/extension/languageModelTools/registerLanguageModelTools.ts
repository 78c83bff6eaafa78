import * as vscode from 'vscode';

import type { Services } from '../services.ts';
import { toolNames } from './toolNames.ts';

/** Lets assistants ask about connections and metadata and, when the user agrees, run queries. What answers is loaded then. */
export function registerLanguageModelTools(
  services: Pick<Services, 'store' | 'metadata' | 'engine' | 'log'>,
): vscode.Disposable {
  // Editors made of VS Code may lack this part of its API.
  const { lm } = vscode as Partial<Pick<typeof vscode, 'lm'>>;
  if (typeof (lm as Partial<typeof vscode.lm> | undefined)?.registerTool !== 'function')
    return vscode.Disposable.from();
  const registrations = toolNames.map((name) =>
    vscode.lm.registerTool<object>(name, {
      prepareInvocation: async ({ input }) => (await import('./tools.ts')).prepareTool(name, input, services),
      invoke: async ({ input }, token) => {
        const controller = new AbortController();
        const subscription = token.onCancellationRequested(() => {
          controller.abort();
        });
        try {
          return await (await import('./tools.ts')).invokeTool(name, input, services, controller.signal);
        } finally {
          subscription.dispose();
        }
      },
    }),
  );
  return vscode.Disposable.from(...registrations);
}
