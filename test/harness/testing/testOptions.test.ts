import assert from 'node:assert/strict';

import { ForeseenError } from '../errors.ts';
import { parseTestOptions, suiteNames } from './testOptions.ts';

describe('the command line of npm test', () => {
  it('means all suites when it is empty', () => {
    assert.deepEqual(parseTestOptions([]), { only: suiteNames, grep: undefined, host: undefined });
  });

  it('takes some suites, and runs them in their usual order', () => {
    assert.deepEqual(parseTestOptions(['--only=editor,unit', '--host=server']), {
      only: ['unit', 'editor'],
      grep: undefined,
      host: 'server',
    });
  });

  it('leaves the static checks out when tests are chosen by title', () => {
    const options = parseTestOptions(['--grep', 'time zone']);
    assert.ok(options !== 'help');
    assert.equal(options.grep, 'time zone');
    assert.equal(options.only.includes('checks'), false);
  });

  it('may ask for help', () => {
    assert.equal(parseTestOptions(['--help']), 'help');
  });

  for (const words of [['--only=unit,nothing'], ['--only='], ['--grep=('], ['--host=web'], ['--fast'], ['unit']]) {
    it(`is refused when it says ${words.join(' ')}`, () => {
      assert.throws(() => parseTestOptions(words), ForeseenError);
    });
  }
});
