import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { freePortNear } from '../programs/freePort.ts';

export interface StartPorts {
  /** TCP port of the editor in the browser. The browser keeps its secrets for this address. */
  readonly editor: number;
  /** TCP port of the sample organization. Stored connections name this address. */
  readonly sampleOrg: number;
}

const firstPorts: StartPorts = { editor: 4300, sampleOrg: 4310 };
/**
 * The ports of the last start, so that what was stored then still works. Others only if they are still taken after
 * `patienceMs`: a predecessor that was just killed holds its ports until its guards have ended its programs.
 */
export async function rememberedPorts(
  file: string,
  wantedEditor: number | undefined,
  patienceMs: number,
): Promise<StartPorts> {
  const last = parsePorts(await readFile(file, 'utf8').catch(() => ''));
  const ports = {
    editor: await freePortNear(wantedEditor ?? last.editor, patienceMs),
    sampleOrg: await freePortNear(last.sampleOrg, patienceMs),
  };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(ports)}\n`);
  return ports;
}

/** Reads the file of the last start; what makes no sense counts as not there. */
export function parsePorts(text: string): StartPorts {
  try {
    const { editor, sampleOrg } = JSON.parse(text) as Partial<Record<keyof StartPorts, unknown>>;
    return isPort(editor) && isPort(sampleOrg) ? { editor, sampleOrg } : firstPorts;
  } catch {
    return firstPorts;
  }
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65_535;
}
