import { once } from 'node:events';

import { isProductError } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';
import type { RunProgress } from '../core/model/run.ts';
import { redact } from '../core/util/redact.ts';

/** What commands say. Data go to the standard output; all else to the standard error, unless events were asked for. */
export interface Output {
  /** One JSON object a line instead of words. */
  readonly isJson: boolean;
  /** Words for people; nothing where events were asked for. */
  say(text: string): void;
  /** An event, where these were asked for: the name, and whatever tells more. */
  tell(event: string, content: object): void;
  progress(progress: RunProgress): void;
  fail(error: unknown): void;
  /** Waits while whoever reads is slower than we. */
  data(text: string): Promise<void>;
}

export interface OutputOptions {
  readonly isJson: boolean;
  /** Shows what is asked of the CRM, too. */
  readonly isVerbose: boolean;
}

export class TerminalOutput implements Output {
  readonly isJson: boolean;
  readonly #isVerbose: boolean;
  readonly #showsProgress = process.stderr.isTTY;
  #hasProgressLine = false;

  constructor({ isJson, isVerbose }: OutputOptions) {
    this.isJson = isJson;
    this.#isVerbose = isVerbose;
  }

  say(text: string): void {
    if (this.isJson) return;
    this.#clearLine();
    process.stdout.write(`${redact(text)}\n`);
  }

  tell(event: string, content: object): void {
    if (this.isJson) process.stdout.write(`${redactedJson({ event, ...content })}\n`);
  }

  progress(progress: RunProgress): void {
    this.tell('progress', progress);
    if (this.isJson || !this.#showsProgress) return;
    this.#clearLine();
    this.#hasProgressLine = true;
    process.stderr.write(progressText(progress).slice(0, (process.stderr.columns || 80) - 1));
  }

  fail(error: unknown): void {
    const kind = isProductError(error) ? error.kind : 'defect';
    const message = error instanceof Error ? error.message : String(error);
    this.tell('error', { kind, message });
    if (this.isJson) return;
    const stack = error instanceof Error && kind === 'defect' ? `\n${error.stack ?? ''}` : '';
    this.complain(kind === 'defect' ? `Something went wrong that should not: ${message}${stack}` : message);
  }

  complain(text: string): void {
    this.#clearLine();
    process.stderr.write(`${redact(text)}\n`);
  }

  async data(text: string): Promise<void> {
    this.#clearLine();
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
  }

  /** Only on request, but for errors: what a warning is about is in the result as well. */
  get log(): Log {
    const line = (level: string, isShown: boolean) => (message: string) => {
      if (!isShown) return;
      if (this.isJson) this.tell('log', { level, message });
      else this.complain(message);
    };
    const all = this.#isVerbose;
    return { debug: line('debug', all), info: line('info', all), warn: line('warn', all), error: line('error', true) };
  }

  #clearLine(): void {
    if (this.#hasProgressLine) process.stderr.write('\r\u001B[K');
    this.#hasProgressLine = false;
  }
}

/** Each text is masked by itself: masking the whole could take a bite out of the JSON around it. */
function redactedJson(content: object): string {
  return JSON.stringify(content, (_key, value: unknown) => (typeof value === 'string' ? redact(value) : value));
}

const number = new Intl.NumberFormat('en-US');

function progressText(progress: RunProgress): string {
  const { phase, module, recordsDone, recordsTotal, recordsPerSecond, remainingSeconds, creditsSpent } = progress;
  const total = recordsTotal === undefined ? '' : ` of ${number.format(recordsTotal)}`;
  const left = remainingSeconds === undefined ? '' : `, ${number.format(remainingSeconds)} s left`;
  return (
    `${module ?? 'Job'}, ${phase}: ${number.format(recordsDone)}${total} records, ` +
    `${number.format(recordsPerSecond)}/s${left}, ${number.format(creditsSpent)} credits`
  );
}
