import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { FatalError, InputError, RetriableError } from '../../core/errors.ts';
import { isLoopback } from '../../core/model/dataCenters.ts';
import type { OAuthClient } from '../../core/model/oauth.ts';
import { asObject, asText, parseJson } from '../../core/model/parse.ts';
import type { Log } from '../../core/ports.ts';
import { SingleFlight } from '../../core/util/singleFlight.ts';

const answerTimeoutMs = 2_000;
const startTimeoutMs = 30_000;

export interface RunningSampleOrganization {
  readonly origin: string;
  readonly client: OAuthClient;
}

export interface SampleOrganizationHostParts {
  /** The bundled program. */
  readonly program: string;
  /** A folder for what it keeps across restarts. */
  readonly folder: string;
  /** Origin of one that somebody else started; empty = none. */
  readonly configuredUrl: () => string;
  /** To be registered with its OAuth client. */
  readonly redirectUri: () => string;
  readonly log: Log;
}

/**
 * Finds the sample organization, and starts it as a program of its own when none runs. Windows of the same user share
 * one: whoever started it last wrote its address to `running.json`. It ends with the window that started it; the next
 * use in another window starts it again, and sign-ins still hold. Its records are then as they were at first.
 */
export class SampleOrganizationHost {
  readonly #parts: SampleOrganizationHostParts;
  readonly #searches = new SingleFlight<RunningSampleOrganization>();
  #child: ChildProcess | undefined;

  constructor(parts: SampleOrganizationHostParts) {
    this.#parts = parts;
  }

  /** Rejects with InputError for a wrong setting, RetriableError or FatalError when none can be reached or started. */
  locate(): Promise<RunningSampleOrganization> {
    return this.#searches.run('locate', async () => {
      const configured = this.#parts.configuredUrl();
      if (configured !== '') return askConfigured(configured);
      return (await this.#askRunning()) ?? (await this.#start());
    });
  }

  dispose(): void {
    this.#child?.kill();
  }

  get #runningFile(): string {
    return path.join(this.#parts.folder, 'running.json');
  }

  async #askRunning(): Promise<RunningSampleOrganization | undefined> {
    const text = await readFile(this.#runningFile, 'utf8').catch(() => '{}');
    const origin = asText(asObject(parseJson(text))?.['origin']);
    return origin !== undefined && isLoopback(origin) ? askWhoRuns(origin) : undefined;
  }

  async #start(): Promise<RunningSampleOrganization> {
    const { folder, program, redirectUri, log } = this.#parts;
    await mkdir(folder, { recursive: true });
    const options = ['--redirect-uri', redirectUri(), '--sign-ins', path.join(folder, 'sign-ins.json')];
    const child = fork(program, options, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log.warn(`Sample organization: ${text.trimEnd()}`);
    });
    const origin = await firstLineOf(child).then((line) => asText(asObject(parseJson(line))?.['origin']));
    const running = origin === undefined ? undefined : await askWhoRuns(origin);
    if (origin === undefined || !running)
      throw new FatalError('The sample organization started without saying where it is.');
    log.info(`Sample organization started at ${origin}`);
    await writeWhole(this.#runningFile, JSON.stringify({ origin }));
    return running;
  }
}

async function askConfigured(configured: string): Promise<RunningSampleOrganization> {
  const setting = 'zohoCrm.sampleOrganization.url';
  if (!isLoopback(configured)) {
    throw new InputError(
      `The sample organization must be on this computer, such as http://127.0.0.1:8080. See ${setting}.`,
      setting,
    );
  }
  const running = await askWhoRuns(new URL(configured).origin);
  if (running) return running;
  throw new InputError(
    `No sample organization answers at ${configured}. Start it, or clear the setting ${setting}.`,
    setting,
  );
}

/** Undefined when nothing answers there, or something else does. */
async function askWhoRuns(origin: string): Promise<RunningSampleOrganization | undefined> {
  try {
    const response = await fetch(`${origin}/__sample/info`, { signal: AbortSignal.timeout(answerTimeoutMs) });
    const info = asObject(await response.json());
    const id = asText(info?.['clientId']);
    const secret = asText(info?.['clientSecret']);
    return id === undefined || secret === undefined ? undefined : { origin, client: { id, secret } };
  } catch {
    return undefined;
  }
}

function firstLineOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => {
      child.kill();
      reject(new RetriableError('The sample organization did not start within half a minute.'));
    }, startTimeoutMs);
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const end = text.indexOf('\n');
      if (end < 0) return;
      clearTimeout(timer);
      resolve(text.slice(0, end));
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new FatalError(`The sample organization ended at once (exit code ${code ?? 'none'}). The log says why.`));
    });
  });
}

/** A reader finds the old content or the new one, whatever happens in between. */
async function writeWhole(file: string, content: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}
