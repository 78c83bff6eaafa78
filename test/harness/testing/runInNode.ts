// Runs test files in plain Node.js: `runInNode.ts <results file> <limit for a test in ms> <grep or ""> <file>…`.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { runMocha } from './runMocha.ts';

const [resultsFile = '', timeoutMs = '', grep = '', ...files] = process.argv.slice(2);
const failures = await runMocha({
  resultsFile,
  timeoutMs: Number(timeoutMs),
  grep: grep === '' ? undefined : grep,
  load: async () => {
    for (const file of files) await import(pathToFileURL(path.resolve(file)).href);
  },
});
// A test that leaves a timer or a socket behind must not hold up the others.
process.exit(failures === 0 ? 0 : 1);
