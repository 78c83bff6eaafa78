import assert from 'node:assert/strict';

import { recognizePasted } from '../../../src/core/connections/pastedToken.ts';

const token = `1000.${'0123456789abcdef'.repeat(2)}.${'fedcba9876543210'.repeat(2)}`;
const other = `1000.${'a'.repeat(32)}.${'b'.repeat(32)}`;
const authtoken = 'bad18eba1ff45a7858b8ae88a77fa30e';
const retiredPage = `#\n#Wed Feb 29 03:07:33 PST 2012\nAUTHTOKEN=${authtoken}\nRESULT=TRUE\n`;

describe('recognizing what was pasted', () => {
  for (const text of [token, `  ${token}\n`, `"${token}"`]) {
    it(`says of ${JSON.stringify(text.replace(token, '<token>'))} that only trying tells which token it is`, () => {
      assert.deepEqual(recognizePasted(text), { kind: 'token', text: token });
    });
  }

  it('knows tokens by the name that is before them', () => {
    assert.equal(recognizePasted(`code=${token}`).kind, 'grantCode');
    assert.equal(recognizePasted(`refresh_token: ${token}`).kind, 'refreshToken');
    assert.equal(recognizePasted(`Authorization: Zoho-oauthtoken ${token}`).kind, 'accessToken');
    assert.equal(recognizePasted(`Bearer ${token}`).kind, 'accessToken');
  });

  it('takes the refresh token of a token answer, and where its API is', () => {
    const answer = {
      access_token: other,
      refresh_token: token,
      api_domain: 'https://www.zohoapis.eu',
      expires_in: 3600,
    };
    assert.deepEqual(recognizePasted(JSON.stringify(answer, null, 2)), {
      kind: 'refreshToken',
      text: token,
      apiDomain: 'https://www.zohoapis.eu',
    });
  });

  it('takes the access token of a token answer that has no other', () => {
    const answer = { access_token: token, scope: 'ZohoCRM.org.READ ZohoCRM.users.READ', expires_in_sec: 3600 };
    assert.deepEqual(recognizePasted(JSON.stringify(answer)), {
      kind: 'accessToken',
      text: token,
      apiDomain: undefined,
      lifetimeSeconds: 3600,
      scopes: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ'],
    });
  });

  it('takes code and client of the file that the console gives for a self client', () => {
    const file = { client_id: '1000.ABC', client_secret: 's', code: token, grant_type: 'authorization_code' };
    const expected = { kind: 'grantCode', text: token, client: { id: '1000.ABC', secret: 's' } };
    assert.deepEqual(recognizePasted(JSON.stringify(file)), expected);
  });

  it('takes the code of a redirected address, whatever its scheme', () => {
    const query = `state=s&code=${token}&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu`;
    for (const address of [
      'http://127.0.0.1:41173/callback',
      'vscode://connections-crm.zoho-crm-connections/callback',
    ]) {
      const pasted = recognizePasted(`${address}?${query}`);
      assert.ok(pasted.kind === 'redirect');
      assert.equal(pasted.redirectUri, address);
      assert.equal(pasted.query.get('code'), token);
      assert.equal(pasted.query.get('accounts-server'), 'https://accounts.zoho.eu');
    }
  });

  it('reads an address with two question marks', () => {
    const pasted = recognizePasted(`https://app.example/cb?windowId=1?code=${token}&state=s`);
    assert.ok(pasted.kind === 'redirect' && pasted.query.get('code') === token);
  });

  it('takes the access token of an implicit sign-in', () => {
    const pasted = recognizePasted(`https://app.example/cb#access_token=${token}&expires_in=3600&location=eu`);
    assert.ok(pasted.kind === 'accessToken' && pasted.text === token && pasted.lifetimeSeconds === 3600);
  });

  it('knows refusals: a declined sign-in, and an answer that is an error', () => {
    const declined = recognizePasted('http://127.0.0.1:41173/callback?state=s&error=access_denied');
    assert.deepEqual(declined, { kind: 'refusal', code: 'access_denied' });
    assert.deepEqual(recognizePasted('{"error":"invalid_code"}'), { kind: 'refusal', code: 'invalid_code' });
  });

  for (const [what, text] of [
    ['the whole retired page', retiredPage],
    ['its lines with the line ends of Windows', retiredPage.replaceAll('\n', '\r\n')],
    ['its second line alone', `AUTHTOKEN=${authtoken}`],
    ['its second line and what follows', `AUTHTOKEN=${authtoken}\nRESULT=TRUE`],
    ['the token alone', authtoken],
    ['its refusal', '#\n#Wed Feb 29 03:07:33 PST 2012\nCAUSE=EXCEEDED_MAXIMUM_ALLOWED_AUTHTOKENS\nRESULT=FALSE'],
  ] as const) {
    it(`knows a token of the old API by ${what}`, () => {
      assert.deepEqual(recognizePasted(text), { kind: 'authtoken' });
    });
  }

  it('knows a client ID for what it is', () => {
    assert.deepEqual(recognizePasted('1000.GMB0YULZHJK411284S8I5GZ4CHUEX0'), { kind: 'clientId' });
  });

  for (const text of ['hello', '{"a":1}', '[1]', '{', 'https://crm.zoho.eu/crm/org1/tab/Leads', '1000.abc', '://']) {
    it(`does not take ${text} for anything`, () => {
      assert.deepEqual(recognizePasted(text), { kind: 'unknown' });
    });
  }

  it('says that nothing was pasted', () => {
    assert.deepEqual(recognizePasted(' \n'), { kind: 'empty' });
  });
});
