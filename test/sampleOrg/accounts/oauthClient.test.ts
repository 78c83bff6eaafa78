import assert from 'node:assert/strict';

import { oauthClientOf } from '../../../src/sampleOrg/accounts/oauthClient.ts';
import { UsageError } from '../../../src/sampleOrg/options.ts';

describe('the OAuth client', () => {
  it('has the addresses of the extension in each editor, and those that are asked for, once', () => {
    const { redirectUris } = oauthClientOf({
      seed: 1,
      redirectUris: ['https://app.example/cb', 'http://localhost:41173/callback'],
    });
    assert.deepEqual(redirectUris, [
      'http://localhost:41173/callback',
      'http://127.0.0.1:41173/callback',
      'vscode://connections-crm.zoho-crm-connections/callback',
      'vscode-insiders://connections-crm.zoho-crm-connections/callback',
      'code-oss://connections-crm.zoho-crm-connections/callback',
      'https://app.example/cb',
    ]);
  });

  it('refuses redirect addresses that cannot be ones', () => {
    for (const uri of ['callback', '/callback', 'http://app.example/#cb', '']) {
      assert.throws(() => oauthClientOf({ seed: 1, redirectUris: [uri] }), UsageError, uri);
    }
  });
});
