// The one door to the project's tools: `node build.mjs <command>`. It runs on any Node.js from 20 on, installs what
// the lock file asks for when that is missing, and then works with the Node.js that the project brings along.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const windows = process.platform === 'win32';
const ownNode = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Command → what the project's own Node.js runs for it. Further words of the command line are passed on. */
const commands = {
  start: ['test/harness/start.ts'],
  test: ['test/harness/runTests.ts'],
  check: ['test/harness/staticChecks.ts'],
  build: ['test/harness/bundle.ts'],
  package: ['test/harness/packageExtension.ts'],
  bench: ['test/bench/main.ts'],
  soak: ['test/soak/soak.ts'],
  texts: ['test/harness/texts/main.ts'],
  'sample-org': ['src/sampleOrg/main.ts'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--write', '.'],
};

const words = process.argv.slice(2);
const quiet = words[0] === '--quiet';
const [command = '', ...rest] = quiet ? words.slice(1) : words;
if (!Object.hasOwn(commands, command)) {
  fail(`Unknown command "${command}". Known: ${Object.keys(commands).join(', ')}.`, 2);
}
installWhenNeeded();
runWithOwnNode([...commands[/** @type {keyof typeof commands} */ (command)], ...rest]);

/** Installs exactly what the lock file says, unless that was done already. An install that was cut off is done again. */
function installWhenNeeded() {
  const stamp = path.join(root, 'node_modules', '.installed-for');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(ownNode)) return;
  say('Installing the packages of package-lock.json (about half a minute, once) …');
  rmSync(stamp, { force: true });
  // With a shell only on Windows, where npm is a command script; the words are ours, none comes from outside.
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (npm.error) fail(`npm could not be started (${npm.error.message}). Install Node.js 20 or newer with npm.`, 1);
  if (npm.status !== 0) fail('npm ci failed; its messages are above. Is the package registry reachable?', 1);
  if (!existsSync(ownNode)) {
    fail('The "node" package did not bring its binary: npm may have refused install scripts (see "npm config").', 1);
  }
  writeFileSync(stamp, wanted);
}

/** @param {string[]} args */
function runWithOwnNode(args) {
  const binFolder = path.dirname(ownNode);
  const child = spawn(ownNode, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binFolder}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
  // In a terminal, Ctrl-C reaches the child as well; being told twice does no harm to any of the commands.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  // npm, when it is ended, takes its shell along but not what that started. Whoever starts this file directly may
  // want it to outlive the shell (nohup), so it is only npm that is watched.
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, 500).unref();
  }
  child.on('error', (error) => {
    fail(`Could not start ${ownNode}: ${error.message}`, 1);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

/** @param {string} text */
function say(text) {
  if (!quiet) console.error(text);
}

/**
 * @param {string} text
 * @param {number} exitCode
 * @returns {never}
 */
function fail(text, exitCode) {
  console.error(text);
  process.exit(exitCode);
}
