import type { DataCenter } from '../../core/model/connection.ts';

/**
 * Where a new connection most likely goes: to where the last one went, else to the data center of the country that the
 * computer's zone is in, where all that country's organizations are. Elsewhere a guess would be wrong too often.
 */
export function likelyDataCenter(last: DataCenter | undefined, computerZone: string | undefined): DataCenter {
  return last ?? dataCenterOfZone.get(computerZone ?? '') ?? 'us';
}

/**
 * Left out are countries whose data center is younger than most of their organizations (Canada, the United Kingdom, Saudi
 * Arabia), and those that have none.
 */
const dataCenterOfZone: ReadonlyMap<string, DataCenter> = new Map(
  Object.entries({
    in: ['Asia/Kolkata', 'Asia/Calcutta'],
    jp: ['Asia/Tokyo', 'Japan'],
    cn: ['Asia/Shanghai', 'Asia/Urumqi', 'PRC'],
    au: ['Adelaide', 'Brisbane', 'Darwin', 'Hobart', 'Melbourne', 'Perth', 'Sydney'].map((city) => `Australia/${city}`),
    eu: [
      ...['Amsterdam', 'Athens', 'Berlin', 'Bratislava', 'Brussels', 'Bucharest', 'Budapest', 'Copenhagen', 'Dublin'],
      ...['Helsinki', 'Lisbon', 'Ljubljana', 'Luxembourg', 'Madrid', 'Malta', 'Paris', 'Prague', 'Riga', 'Rome'],
      ...['Sofia', 'Stockholm', 'Tallinn', 'Vienna', 'Vilnius', 'Warsaw', 'Zagreb'],
    ].map((city) => `Europe/${city}`),
  } satisfies Partial<Record<DataCenter, readonly string[]>>).flatMap(([dataCenter, zones]) =>
    zones.map((zone) => [zone, dataCenter as DataCenter] as const),
  ),
);
