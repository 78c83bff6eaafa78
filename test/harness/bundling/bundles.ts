import type { BuildOptions, OutputFile } from 'esbuild';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';

import { distFolder, harnessFolder, rootFolder } from '../paths.ts';
import { splitCommonJs } from './splitCommonJs.ts';

/** One bundle: what esbuild is asked for, and which files come of its answer. */
export interface Bundle {
  readonly name: string;
  readonly options: BuildOptions & { readonly outdir: string };
  /** Which files of the output folder are this bundle's, so that those of an earlier build are removed. */
  owns(relativePath: string): boolean;
  /** Path below the output folder → content. */
  finish(outputs: readonly OutputFile[]): Promise<ReadonlyMap<string, string | Uint8Array>>;
}

/** The extension-host suites: one CommonJS file with a `run()` export, outside of what ships. */
export const editorSuitesFile = path.join(harnessFolder, 'suites', 'editor.cjs');

/** The bundles that this checkout has sources for. */
export function findBundles(): readonly Bundle[] {
  const found = [extensionBundle()];
  if (hasSource('src/sampleOrg/main.ts')) found.push(programBundle('sampleOrg', 'src/sampleOrg/main.ts'));
  if (hasSource('src/cli/main.ts')) found.push(programBundle('cli', 'src/cli/main.ts'));
  const webviews = globSync('webview-ui/*/main.ts', { cwd: rootFolder }).sort();
  if (webviews.length > 0) found.push(webviewBundle(webviews));
  return found;
}

/** The suites of test/editor, ready for the extension host. */
export function editorSuitesBundle(): Bundle {
  const suites = globSync('test/editor/**/*.test.ts', { cwd: rootFolder }).sort();
  const imports = suites.map((suite) => `await import(${JSON.stringify(`./${suite.replaceAll('\\', '/')}`)});`);
  return {
    name: 'editor suites',
    owns: (relativePath) => relativePath.startsWith('editor.cjs'),
    finish: asTheyAre(path.dirname(editorSuitesFile)),
    options: {
      ...forNode,
      stdin: {
        contents: `import { runInEditor } from './test/harness/testing/runInEditor.ts';
export const run = () => runInEditor(async () => { ${imports.join('\n')} });`,
        resolveDir: rootFolder,
        loader: 'ts',
      },
      outdir: path.dirname(editorSuitesFile),
      entryNames: 'editor',
      format: 'cjs',
      minify: false,
      keepNames: true,
      sourcemap: 'inline',
      external: ['vscode', 'mocha'],
    },
  };
}

const forNode = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  minify: true,
  write: false,
  outExtension: { '.js': '.cjs' },
  absWorkingDir: rootFolder,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** The extension and, beside it, each `*.worker.ts` of src: threads load a file of their own. Both share their chunks. */
function extensionBundle(): Bundle {
  const workers = globSync('src/**/*.worker.ts', { cwd: rootFolder }).sort();
  const entryPoints: Record<string, string> = { extension: 'src/extension/extension.ts' };
  for (const worker of workers) entryPoints[path.basename(worker, '.ts')] = worker;
  return {
    name: 'extension',
    owns: (relativePath) => /^(extension|[^/]+\.worker)\.cjs|^chunks\//.test(relativePath),
    finish: (outputs) => splitCommonJs(distFolder, outputs, 'extension.cjs'),
    options: {
      ...forNode,
      entryPoints,
      outdir: distFolder,
      chunkNames: 'chunks/[name]-[hash]',
      format: 'esm',
      splitting: true,
      sourcemap: 'inline',
      external: ['vscode'],
    },
  };
}

function programBundle(name: string, entryPoint: string): Bundle {
  return {
    name,
    owns: (relativePath) => relativePath.startsWith(`${name}.cjs`),
    finish: asTheyAre(distFolder),
    options: {
      ...forNode,
      entryPoints: { [name]: entryPoint },
      outdir: distFolder,
      format: 'cjs',
      sourcemap: 'linked',
    },
  };
}

function webviewBundle(entryPoints: readonly string[]): Bundle {
  const outputFolder = path.join(distFolder, 'webview');
  return {
    name: 'webviews',
    owns: () => true,
    finish: asTheyAre(outputFolder),
    options: {
      bundle: true,
      platform: 'browser',
      // The oldest editor that we support (1.105) draws its pages with Chromium 138.
      target: 'chrome138',
      format: 'iife',
      minify: true,
      write: false,
      sourcemap: 'linked',
      absWorkingDir: rootFolder,
      logLevel: 'silent',
      entryPoints: Object.fromEntries(entryPoints.map((file) => [path.basename(path.dirname(file)), file])),
      outdir: outputFolder,
    },
  };
}

function asTheyAre(outputFolder: string): Bundle['finish'] {
  return (outputs) =>
    Promise.resolve(
      new Map(outputs.map((each) => [path.relative(outputFolder, each.path).replaceAll('\\', '/'), each.contents])),
    );
}

function hasSource(file: string): boolean {
  return existsSync(path.join(rootFolder, file));
}
