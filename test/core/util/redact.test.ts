import assert from 'node:assert/strict';

import { redact } from '../../../src/core/util/redact.ts';

const token = `1000.${'8cb99dxxxxxxxxxxxxx9be93'.replaceAll('x', 'a')}${'0'.repeat(8)}.${'9b8xxxxxxxxxxxxxxxf'.replaceAll('x', 'b')}${'1'.repeat(13)}`;
const hex = '81ad9c824a6d32c8bb1d8e3e63ba4bb3b4d8ff4e21';

describe('redact', () => {
  const masked: Readonly<Record<string, readonly [text: string, expected: string]>> = {
    'a token anywhere': [`Refused ${token}, sorry`, 'Refused •••, sorry'],
    'an authorization header': [`Authorization: Zoho-oauthtoken ${token}`, 'Authorization: •••'],
    'an authorization header in JSON': ['{"authorization":"Bearer abc.def","a":1}', '{"authorization":"•••","a":1}'],
    'an authorization header of a proxy': ['proxy-authorization: Basic dXNlcjpw', 'proxy-authorization: •••'],
    'a scheme with its token': ['sent Bearer abcdefgh.ijk to it', 'sent Bearer ••• to it'],
    'a code in an address': [
      'GET http://127.0.0.1:1/callback?state=s1&code=short-one&location=us',
      'GET http://127.0.0.1:1/callback?state=s1&code=•••&location=us',
    ],
    'a percent-encoded code': ['?next=%2Fcallback%3Fcode%3Dabc', '?next=%2Fcallback%3Fcode%3D•••'],
    'a form': ['client_secret=abc&refresh_token=d.e&grant_type=x', 'client_secret=•••&refresh_token=•••&grant_type=x'],
    'a token answer': ['{"access_token":"quite\\"odd","expires_in":3600}', '{"access_token":"•••","expires_in":3600}'],
    'an inspected object': ["{ clientSecret: 'x y', name: 'Acme' }", "{ clientSecret: '•••', name: 'Acme' }"],
    'a client secret by itself': [`It said ${hex}.`, 'It said •••.'],
    'the text of the retired page': [`AUTHTOKEN=${hex}\nRESULT=TRUE`, 'AUTHTOKEN=•••\nRESULT=TRUE'],
    'a password in an address': ['proxy http://ann:pa55@proxy:8080 refused', 'proxy http://•••@proxy:8080 refused'],
  };
  for (const [what, [text, expected]] of Object.entries(masked)) {
    it(`masks ${what}`, () => {
      assert.equal(redact(text), expected);
    });
  }

  const kept = [
    'GET www.zohoapis.eu/crm/v8/settings/fields?module → 200, 31 ms, 4811 credits left',
    'Zoho refused "Acme", /coql: INVALID_QUERY invalid query formed',
    '{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}',
    'FatalError: no token here\n    at file:///x/dist/chunks/engine-ABCD1234.cjs:1:2345',
    'record 5725767000003144017 of 1000.CLIENTID0123456789ABCDEFGH',
    'c0ffee00-1234-4abc-8def-0123456789ab',
    'http://127.0.0.1:41173/callback',
  ];
  for (const text of kept) {
    it(`leaves alone: ${text.slice(0, 60)}`, () => {
      assert.equal(redact(text), text);
    });
  }
});
