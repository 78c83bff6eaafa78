import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { RunningSampleOrg } from '../../src/sampleOrg/start.ts';

const program = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder to work in, with a sample organization to be found, and the real program. */
export class Terminal {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'terminal-'));
  /** Besides what is needed to run at all. */
  environment: Record<string, string> = {};
  /** Everything that any program wrote. */
  written = '';

  constructor(sampleOrg?: RunningSampleOrg) {
    if (sampleOrg) {
      this.write('state/sample-organization.json', JSON.stringify(sampleOrg.info), 0o600);
    }
  }

  /** A folder in which commands of several terminals keep their access tokens. */
  shareTokens(folder: string): void {
    symlinkSync(folder, path.join(this.folder, 'state', 'tokens'));
  }

  /** Answers the path. */
  write(name: string, content: unknown, mode = 0o644): string {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode });
    return file;
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  list(name = ''): readonly string[] {
    return readdirSync(path.join(this.folder, name));
  }

  start(...words: string[]): ChildProcess {
    const { PATH = '' } = process.env;
    const env = { PATH, ZOHO_CRM_HOME: path.join(this.folder, 'state'), ...this.environment };
    return spawn(process.execPath, [program, ...words], { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  run(...words: string[]): Promise<Ended> {
    return this.end(this.start(...words));
  }

  async end(child: ChildProcess): Promise<Ended> {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const [exitCode] = (await once(child, 'close')) as [number | null];
    this.written += stdout + stderr;
    return { exitCode, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The events of `--json`. */
export function eventsIn(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
