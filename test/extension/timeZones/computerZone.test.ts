import assert from 'node:assert/strict';

import { ComputerZone } from '../../../src/extension/timeZones/computerZone.ts';
import { memoryState } from '../../core/memoryPorts.ts';

describe('the zone of the computer at which the user sits', () => {
  it('is that of the process where both are one computer, whatever a page says', () => {
    const zone = new ComputerZone({ state: memoryState(), runsBesideUser: true });
    zone.learn('Pacific/Chatham');
    assert.equal(zone.current, Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('is not known on a server before a page tells it, and then also in the next window', () => {
    const parts = { state: memoryState(), runsBesideUser: false };
    const zone = new ComputerZone(parts);
    assert.equal(zone.current, undefined);
    zone.learn('Pacific/Chatham');
    assert.equal(zone.current, 'Pacific/Chatham');
    assert.equal(new ComputerZone(parts).current, 'Pacific/Chatham');
  });
});
