import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** What Python's zoneinfo knows of zones from the start of 2020 to the end of 2030: an implementation that is not ours. */
export interface PythonZones {
  /** Of the tz database that Python reads, e.g. `2026c`. */
  readonly release: string;
  /** By name: the first second of each offset since the epoch, with the offset in seconds. */
  readonly periods: ReadonlyMap<string, readonly PythonPeriod[]>;
}

export type PythonPeriod = readonly [fromSeconds: number, offsetSeconds: number];

export const pythonFromMs = Date.UTC(2020, 0, 1);
export const pythonUntilMs = Date.UTC(2031, 0, 1);

/** Takes some seconds. Undefined where there is no Python with a tz database that we can be compared with. */
export function readPythonZones(): PythonZones | undefined {
  const script = path.join(import.meta.dirname, 'zoneTables.py');
  for (const python of ['python3', 'python']) {
    const { status, stdout } = spawnSync(python, [script], { encoding: 'utf8', maxBuffer: 16_000_000 });
    if (status !== 0) continue;
    const table = JSON.parse(stdout) as { release: string | null; zones: Record<string, readonly PythonPeriod[]> };
    const { release, zones } = table;
    if (release !== null && release >= oldestRelease) return { release, periods: new Map(Object.entries(zones)) };
  }
  return undefined;
}

/** What later releases changed is listed below. */
const oldestRelease = '2023c';

/**
 * Zones that a release of the tz database changed for some instant from 2020 to 2030. They are left out only where Node's
 * release and Python's are on different sides of that change, and with them the names that are links to them.
 */
const changes: readonly { readonly release: string; readonly zones: readonly string[]; readonly why: string }[] = [
  { release: '2023d', zones: ['America/Scoresbysund'], why: 'another zone from 2024 on' },
  { release: '2023d', zones: ['Antarctica/Vostok', 'Antarctica/Casey'], why: 'changes of 2020 to 2023 became known' },
  { release: '2024a', zones: ['Asia/Almaty', 'Asia/Qostanay'], why: 'Kazakhstan in one zone from 2024-03-01' },
  { release: '2024a', zones: ['Asia/Gaza', 'Asia/Hebron'], why: 'spring of 2024 and 2025 a week later' },
  { release: '2025a', zones: ['America/Asuncion'], why: 'Paraguay keeps -03 from 2025 on' },
  { release: '2026a', zones: ['Europe/Chisinau', 'Europe/Tiraspol'], why: 'Moldova changes an hour later since 2022' },
  { release: '2026b', zones: ['America/Vancouver', 'Canada/Pacific'], why: 'British Columbia keeps -07 from 2026 on' },
  {
    release: '2026c',
    zones: ['America/Edmonton', 'America/Yellowknife', 'Canada/Mountain'],
    why: 'Alberta keeps -06 from 2026 on',
  },
  { release: '2026c', zones: ['Africa/Casablanca', 'Africa/El_Aaiun'], why: 'Morocco keeps +00 from 2026-09-20' },
];

/** The zones that two releases of the tz database know differently, by {@link changes}. */
export function zonesChangedBetween(first: string, second: string): ReadonlySet<string> {
  const [older = '', newer = ''] = [first, second].sort();
  const between = changes.filter(({ release }) => older < release && release <= newer);
  return new Set(between.flatMap(({ zones }) => zones));
}
