import assert from 'node:assert/strict';

import { networkSettings, readSystemCertificates } from '../../src/extension/networkSettings.ts';

function read(settings: Readonly<Record<string, unknown>>, environment: Readonly<Record<string, string>> = {}) {
  return networkSettings(
    (key) => settings[key],
    environment,
    () => ['system'],
  );
}

describe('the network settings', () => {
  it('are direct, strict and trust the operating system by default', () => {
    assert.deepEqual(read({ 'http.proxy': '', 'http.noProxy': [], 'http.systemCertificates': true }), {
      proxy: undefined,
      proxyAuthorization: undefined,
      noProxy: [],
      isStrict: true,
      trustedCertificates: ['system'],
    });
  });

  it('take the editor’s settings', () => {
    const settings = {
      'http.proxy': 'http://proxy:8080',
      'http.proxyAuthorization': 'Basic YQ==',
      'http.noProxy': ['.zoho.eu'],
      'http.proxyStrictSSL': false,
      'http.systemCertificates': false,
    };
    assert.deepEqual(read(settings, { HTTPS_PROXY: 'http://other', NO_PROXY: 'other' }), {
      proxy: 'http://proxy:8080',
      proxyAuthorization: 'Basic YQ==',
      noProxy: ['.zoho.eu'],
      isStrict: false,
      trustedCertificates: undefined,
    });
  });

  it('take the environment where the settings say nothing', () => {
    const { proxy, noProxy } = read(
      {},
      { HTTP_PROXY: 'http://second', https_proxy: 'http://first', no_proxy: 'a, .b c' },
    );
    assert.equal(proxy, 'http://first');
    assert.deepEqual(noProxy, ['a', '.b', 'c']);
  });

  it('leave the proxy out when it is switched off', () => {
    const { proxy } = read({ 'http.proxySupport': 'off', 'http.proxy': 'http://p' }, { HTTPS_PROXY: 'http://p' });
    assert.equal(proxy, undefined);
  });

  it('know the certificates of this computer', () => {
    const certificates = readSystemCertificates() ?? [];
    assert.ok(certificates.length > 50);
    assert.ok(certificates.every((each) => each.startsWith('-----BEGIN CERTIFICATE-----')));
  });
});
