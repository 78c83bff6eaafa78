import { listZones } from '../../core/timeZones/zoneNames.ts';
import type { TimeZoneOption } from '../../protocol/connectionForm.ts';

/** The zones to choose from, each once by its current name, with all that it is found by. `at` is now. */
export function timeZoneOptions(at: number): readonly TimeZoneOption[] {
  return listZones(at)
    .filter((zone) => zone.name === zone.currentName)
    .map((zone) => ({
      name: zone.name,
      offset: zone.offsetText,
      keywords: [...zone.aliases, ...zone.abbreviations, ...(zone.city === undefined ? [] : [zone.city])],
    }));
}
