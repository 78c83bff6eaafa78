import type { BuildOptions, OutputFile, Plugin } from 'esbuild';
import { build, transform } from 'esbuild';
import path from 'node:path';

import type { SharedHelpers } from './sharedHelpers.ts';
import { sharedHelpers } from './sharedHelpers.ts';

/** Every other file requires it. */
const helpersFile = 'chunks/helpers.cjs';

const commonOptions = {
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  supported: { 'dynamic-import': false },
  minify: true,
  charset: 'utf8',
  sourcemap: 'external',
} as const satisfies BuildOptions;

/**
 * Turns bundles that esbuild split as ES modules into CommonJS, which is what the editor loads extensions as.
 * esbuild splits only ES modules. Each of its files is translated by itself: `import()` of a chunk becomes a
 * `require` that runs when it is reached, and a class that two chunks share stays one class.
 *
 * What `mainFile` needs at once is put into it: every file that is loaded costs a start more than its size does. The
 * chunks that went into it stay, for programs that do not load the main file (threads); whoever requires such a chunk
 * beside the main file gets what that holds.
 *
 * The bundles must carry their source maps inline. Answers path below `outputFolder` → content, maps included.
 */
export async function splitCommonJs(
  outputFolder: string,
  bundles: readonly OutputFile[],
  mainFile: string,
): Promise<Map<string, string>> {
  const texts = new Map(
    bundles.map((each) => [path.relative(outputFolder, each.path).replaceAll('\\', '/'), each.text]),
  );
  const main = await bundleMain(outputFolder, texts, mainFile);
  const files = new Map<string, string>();
  const add = (file: string, { code, map }: Translated): void => {
    files.set(file, `${code}//# sourceMappingURL=${path.basename(file)}.map\n`);
    files.set(`${file}.map`, map);
  };
  const helpers = await sharedHelpers();
  files.set(helpersFile, (await transform(helpers.code, { ...commonOptions, sourcemap: false })).code);
  for (const [file, text] of texts) {
    const banner = main.chunks.includes(file) ? deferTo(mainFile, file) : '';
    if (file !== mainFile) add(file, await translate(file, text, helpers, banner));
  }
  add(mainFile, main);
  return files;
}

interface Translated {
  readonly code: string;
  readonly map: string;
}

async function translate(file: string, text: string, helpers: SharedHelpers, banner: string): Promise<Translated> {
  const sourcefile = path.basename(file);
  const long = await transform(text, { ...commonOptions, minify: false, sourcemap: 'inline', sourcefile });
  const code = helpers.useIn(long.code, pathTo(helpersFile, file));
  return transform(code, { ...commonOptions, banner, sourcefile });
}

/** As a file requires another one. */
function pathTo(file: string, from: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), file);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** The beginning of a chunk that is in the main file, too. */
function deferTo(mainFile: string, chunk: string): string {
  return `{const main=require.cache[require.resolve(${JSON.stringify(pathTo(mainFile, chunk))})];
if(main?.exports.loadedChunks){module.exports=main.exports.loadedChunks[${JSON.stringify(chunk)}];return}}`;
}

/** The main file with the chunks that it imports, directly or not, other than by `import()`. */
async function bundleMain(
  outputFolder: string,
  texts: ReadonlyMap<string, string>,
  mainFile: string,
): Promise<Translated & { readonly chunks: readonly string[] }> {
  const found = new Set<string>();
  await bundleText(outputFolder, texts, mainFile, `export * from "./${mainFile}";`, found);
  const chunks = [...found].filter((file) => file !== mainFile).sort();
  const entry = [
    ...chunks.map((file, index) => `import * as chunk${index} from "./${file}";`),
    `export * from "./${mainFile}";`,
    `export const loadedChunks = {${chunks.map((file, index) => `${JSON.stringify(file)}: chunk${index}`).join()}};`,
  ].join('\n');
  return { ...(await bundleText(outputFolder, texts, mainFile, entry, found)), chunks };
}

async function bundleText(
  outputFolder: string,
  texts: ReadonlyMap<string, string>,
  mainFile: string,
  entry: string,
  found: Set<string>,
): Promise<Translated> {
  const { outputFiles } = await build({
    ...commonOptions,
    stdin: { contents: entry, resolveDir: outputFolder, sourcefile: 'main-and-chunks' },
    bundle: true,
    outfile: path.join(outputFolder, mainFile),
    write: false,
    logLevel: 'silent',
    plugins: [fromMemory(outputFolder, texts, found)],
  });
  const text = (end: string): string => outputFiles.find((each) => each.path.endsWith(end))?.text ?? '';
  return { code: withoutCopies(text(mainFile)), map: text('.map') };
}

/** Files that are not on the disk. What is imported by `import()`, and what is not ours, is left to be required. */
function fromMemory(outputFolder: string, texts: ReadonlyMap<string, string>, found: Set<string>): Plugin {
  return {
    name: 'from memory',
    setup(hooks) {
      hooks.onResolve({ filter: /.*/ }, ({ path: asked, kind, importer }) => {
        if (!asked.startsWith('.')) return { path: asked, external: true };
        const folder = texts.has(importer) ? path.posix.dirname(importer) : '';
        const file = path.posix.join(folder, asked);
        if (kind === 'dynamic-import') return { path: `./${file}`, external: true };
        found.add(file);
        return { path: file, namespace: 'bundled' };
      });
      hooks.onLoad({ filter: /.*/, namespace: 'bundled' }, ({ path: file }) => {
        const contents = texts.get(file);
        return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: outputFolder };
      });
    },
  };
}

/**
 * esbuild copies the editor's interface, with its hundreds of names, for each file that imports it. Its namespace is as
 * good as the copy. The text keeps its length, and so the source map its truth.
 */
function withoutCopies(code: string): string {
  return code.replaceAll(/\b[\w$]+\((require\("vscode"\))\)/g, (whole, call: string) => call.padStart(whole.length));
}
