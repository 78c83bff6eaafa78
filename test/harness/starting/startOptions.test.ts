import assert from 'node:assert/strict';

import { ForeseenError } from '../errors.ts';
import { parseStartOptions } from './startOptions.ts';

describe('the command line of npm start', () => {
  it('leaves the choice of editor and port to the program when it is empty', () => {
    assert.deepEqual(parseStartOptions([]), { host: undefined, port: undefined });
  });

  it('takes an editor and a port', () => {
    assert.deepEqual(parseStartOptions(['--host=server', '--port=8080']), { host: 'server', port: 8080 });
  });

  for (const words of [['--host=web'], ['--port=0'], ['--port=65536'], ['--port=80a'], ['--prot=1'], ['server']]) {
    it(`is refused when it says ${words.join(' ')}`, () => {
      assert.throws(() => parseStartOptions(words), ForeseenError);
    });
  }
});
