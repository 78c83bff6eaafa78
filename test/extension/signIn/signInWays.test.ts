import assert from 'node:assert/strict';

import { isServedLocally, signInWaysFor } from '../../../src/extension/signIn/signInWays.ts';

const here = { uriScheme: 'vscode', extensionId: 'publisher.name', redirectPort: 41_173 };

describe('the ways to sign in', () => {
  for (const [what, isWeb, isLocal, expected] of [
    ['on the desktop, all', false, true, ['loopback', 'uriHandler', 'paste']],
    ['on another computer than the desktop’s, without a port of ours', false, false, ['uriHandler', 'paste']],
    ['in a browser on this computer, without an address of the editor’s', true, true, ['loopback', 'paste']],
    ['in a browser elsewhere, by pasting only', true, false, ['paste']],
  ] as const) {
    it(`are, ${what}`, () => {
      const ways = signInWaysFor({ ...here, isWeb, isLocal });
      assert.deepEqual(
        ways.map((each) => each.id),
        expected,
      );
    });
  }

  it('say what must be registered for each', () => {
    const ways = signInWaysFor({ ...here, uriScheme: 'code-oss', isWeb: false, isLocal: true });
    assert.deepEqual(
      ways.map((each) => each.redirectUri),
      ['http://127.0.0.1:41173/callback', 'code-oss://publisher.name/callback', 'http://127.0.0.1:41173/callback'],
    );
  });

  it('know a web editor that this computer serves', () => {
    for (const name of ['localhost:8080', '127.0.0.1', '[::1]:3000']) assert.ok(isServedLocally(name), name);
    for (const name of [undefined, 'codespaces', 'localhost.evil.example', '10.0.0.1:8080']) {
      assert.ok(!isServedLocally(name), name);
    }
  });
});
