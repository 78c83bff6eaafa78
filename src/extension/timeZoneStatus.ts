import * as vscode from 'vscode';

import type { Connection } from '../core/model/connection.ts';
import type { Clock } from '../core/ports.ts';
import type { Services } from './services.ts';
import { escapeMarkdown } from './timeZones/markdown.ts';
import type { TimeZoneStatusView } from './timeZones/mismatches.ts';
import { timeZoneStatusView, warningsOf } from './timeZones/mismatches.ts';
import { signedInConnections } from './timeZones/signedInConnections.ts';

export interface TimeZoneStatusParts {
  readonly signedIn: () => Promise<readonly Connection[]>;
  readonly clock: Clock;
  /** Of the computer at which the user sits, if it is known. */
  readonly computerZone: () => string | undefined;
}

/** Shows the item, and keeps it true to what happens to connections. */
export function registerTimeZoneStatus({
  store,
  clock,
  computerZone,
}: Pick<Services, 'store' | 'clock' | 'computerZone'>): vscode.Disposable {
  const status = new TimeZoneStatus({
    ...{ clock, signedIn: () => signedInConnections(store) },
    computerZone: () => computerZone.current,
  });
  status.update();
  const stopListening = store.onDidChange(() => {
    status.update();
  });
  return vscode.Disposable.from(status, new vscode.Disposable(stopListening));
}

/** Daylight saving time may begin while the editor is open. */
const intervalMs = 60 * 60_000;

/** The status bar item that is there only while some signed-in connection's zone is not that of its Zoho user. */
export class TimeZoneStatus {
  readonly #parts: TimeZoneStatusParts;
  readonly #item: vscode.StatusBarItem;
  readonly #disposables: vscode.Disposable;
  /** A later look at things wins, even if it is done sooner. */
  #looks = 0;

  constructor(parts: TimeZoneStatusParts) {
    this.#parts = parts;
    this.#item = vscode.window.createStatusBarItem('zohoCrm.timeZone', vscode.StatusBarAlignment.Right, 100);
    this.#item.name = vscode.l10n.t('Zoho CRM Time Zone');
    this.#item.command = 'zohoCrm.timeZone.fix';
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    const timer = setInterval(() => {
      this.update();
    }, intervalMs);
    const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.update();
    });
    this.#disposables = vscode.Disposable.from(this.#item, focus, {
      dispose: () => {
        clearInterval(timer);
      },
    });
  }

  /** Looks anew. To be called when a connection was signed in, signed out or changed. */
  update(): void {
    void this.#look();
  }

  dispose(): void {
    this.#looks++;
    this.#disposables.dispose();
  }

  async #look(): Promise<void> {
    const look = ++this.#looks;
    const at = this.#parts.clock.now();
    const warnings = warningsOf(await this.#parts.signedIn(), at);
    // In the meantime somebody may have asked for a newer look, or ended us.
    if (look !== this.#looks) return;
    this.#show(timeZoneStatusView(warnings, { at, computerZone: this.#parts.computerZone() }, vscode.l10n));
  }

  #show(view: TimeZoneStatusView | undefined): void {
    if (!view) {
      this.#item.hide();
      return;
    }
    this.#item.text = view.text;
    this.#item.tooltip = tooltipOf(view);
    this.#item.accessibilityInformation = { label: view.accessibilityLabel, role: 'button' };
    this.#item.show();
  }
}

/** What people wrote stays text: a name must not become a link. (`appendText` would do, but breaks lines within words.) */
function tooltipOf({ sections, footer }: TimeZoneStatusView): vscode.MarkdownString {
  const paragraphs = sections.flatMap(({ heading, lines }) => [
    `**${escapeMarkdown(heading)}**`,
    ...lines.map(escapeMarkdown),
    '---',
  ]);
  return new vscode.MarkdownString([...paragraphs, escapeMarkdown(footer)].join('\n\n'));
}
