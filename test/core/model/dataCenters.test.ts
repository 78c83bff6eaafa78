import assert from 'node:assert/strict';

import { apiOrigin, dataCenters, isKnownApiOrigin, isLoopback } from '../../../src/core/model/dataCenters.ts';

describe('the data-center table', () => {
  it('knows the API host of each environment', () => {
    const europe = dataCenters.find((each) => each.code === 'eu');
    assert.ok(europe);
    assert.equal(apiOrigin(europe, 'production'), 'https://www.zohoapis.eu');
    assert.equal(apiOrigin(europe, 'sandbox'), 'https://sandbox.zohoapis.eu');
    assert.equal(apiOrigin(europe, 'developer'), 'https://developer.zohoapis.eu');
  });

  it('has Canada at zohocloud.ca on the web and at zohoapis.ca for the API', () => {
    const canada = dataCenters.find((each) => each.code === 'ca');
    assert.ok(canada);
    assert.deepEqual(
      [canada.webHost, canada.accountsOrigin, apiOrigin(canada, 'production')],
      ['crm.zohocloud.ca', 'https://accounts.zohocloud.ca', 'https://www.zohoapis.ca'],
    );
  });

  for (const stranger of [
    'https://www.zohoapis.com.evil.example',
    'http://www.zohoapis.com',
    'https://www.zohoapis.com/',
    'https://www.zohoapis.com:8443',
    'https://zohoapis.ru',
    '',
  ]) {
    it(`does not trust ${stranger || 'an empty address'}`, () => {
      assert.equal(isKnownApiOrigin(stranger), false);
    });
  }

  for (const [address, expected] of [
    ['http://127.0.0.1:8080', true],
    ['http://localhost:1', true],
    ['http://[::1]:1', true],
    ['https://127.0.0.1.evil.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost@evil.example', false],
    ['not an address', false],
  ] as const) {
    it(`says that ${address} is ${expected ? '' : 'not '}this computer`, () => {
      assert.equal(isLoopback(address), expected);
    });
  }
});
