import assert from 'node:assert/strict';

import { addUp, countsLine, parseResults } from './results.ts';

const passed = '{"kind":"passed","title":"a"}\n';
const failed = '{"kind":"failed","title":"b","error":"boom"}\n';
const skipped = '{"kind":"skipped","title":"c"}\n';
const end = '{"kind":"end"}\n';

describe('results of a suite', () => {
  it('are counted line by line', () => {
    assert.deepEqual(parseResults(passed + passed + failed + skipped + end, 'unit', ''), {
      passed: 2,
      skipped: 1,
      skippedTitles: ['c'],
      failures: [{ title: 'b', error: 'boom' }],
    });
  });

  it('count a suite that was cut off as a failure, and keep what it did before', () => {
    const result = parseResults(`${passed}{"kind":"pas`, 'unit', 'It ended with exit code 1.');
    assert.deepEqual(result, {
      passed: 1,
      skipped: 0,
      skippedTitles: [],
      failures: [{ title: 'unit: ended before its last test', error: 'It ended with exit code 1.' }],
    });
  });

  it('count a suite that wrote nothing as a failure', () => {
    assert.equal(parseResults('', 'unit', '').failures.length, 1);
  });

  it('add up to the closing line', () => {
    const one = parseResults(passed + failed + end, 'unit', '');
    const other = parseResults(passed + skipped + end, 'editor', '');
    assert.equal(countsLine(addUp([one, other])), '2 passed, 1 failed, 1 skipped');
    assert.equal(countsLine(addUp([])), '0 passed, 0 failed, 0 skipped');
  });
});
