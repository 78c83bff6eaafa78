// `npm run build`: bundles what ships into dist/; with --editor-suites also the suites of test/editor. With --watch it
// goes on, for F5.
import type { BuildOptions, BuildResult, Message, Plugin } from 'esbuild';
import { build, context, formatMessages } from 'esbuild';

import type { Bundle } from './bundling/bundles.ts';
import { editorSuitesBundle, findBundles } from './bundling/bundles.ts';
import { writeChangedFiles } from './bundling/writeChangedFiles.ts';
import { ForeseenError, describeError } from './errors.ts';
import { complain, say, secondsSince } from './say.ts';

/** Bundles everything that ships. Throws ForeseenError with the compiler's messages. */
export async function bundleProduct(): Promise<void> {
  await bundleAll(findBundles());
}

/** Bundles the suites of test/editor. Throws ForeseenError with the compiler's messages. */
export async function bundleEditorSuites(): Promise<void> {
  await bundleAll([editorSuitesBundle()]);
}

async function bundleAll(bundles: readonly Bundle[]): Promise<void> {
  await Promise.all(
    bundles.map((bundle) =>
      build(optionsOf(bundle)).catch(async (error: unknown) => {
        const messages = (error as Partial<BuildResult>).errors;
        throw messages ? new ForeseenError(await messageText(bundle.name, messages)) : error;
      }),
    ),
  );
}

function optionsOf(bundle: Bundle, ...plugins: Plugin[]): BuildOptions {
  const writeOutputs: Plugin = {
    name: 'write outputs',
    setup(hooks) {
      hooks.onEnd(async (result) => {
        if (result.errors.length > 0) return;
        const files = await bundle.finish(result.outputFiles ?? []);
        await writeChangedFiles(bundle.options.outdir, files, (relativePath) => bundle.owns(relativePath));
      });
    },
  };
  return { ...bundle.options, plugins: [...(bundle.options.plugins ?? []), writeOutputs, ...plugins] };
}

/** Builds, and builds again whenever a source changes, until the process ends. .vscode/tasks.json waits for these words. */
async function watch(): Promise<void> {
  say('[watch] building');
  await bundleProduct().catch((error: unknown) => {
    complain(describeError(error));
  });
  say('[watch] done');
  let busyCount = 0;
  for (const bundle of findBundles()) {
    const report: Plugin = {
      name: 'report',
      setup(hooks) {
        hooks.onStart(() => {
          busyCount += 1;
          if (busyCount === 1) say('[watch] building');
        });
        hooks.onEnd(async ({ errors }) => {
          if (errors.length > 0) complain(await messageText(bundle.name, errors));
          busyCount -= 1;
          if (busyCount === 0) say('[watch] done');
        });
      },
    };
    const watched = await context(optionsOf(bundle, report));
    await watched.watch();
  }
}

async function messageText(bundleName: string, messages: Message[]): Promise<string> {
  const texts = await formatMessages(messages, { kind: 'error', color: false });
  return `The ${bundleName} bundle could not be built:\n${texts.join('')}`;
}

async function main(words: readonly string[]): Promise<void> {
  const startedAtMs = performance.now();
  const unknown = words.find((word) => word !== '--watch' && word !== '--editor-suites');
  if (unknown !== undefined)
    throw new ForeseenError(`npm run build takes --watch or --editor-suites, not "${unknown}".`);
  if (words.includes('--watch')) {
    await watch();
    return;
  }
  await bundleProduct();
  if (words.includes('--editor-suites')) await bundleEditorSuites();
  say(`Built in ${secondsSince(startedAtMs)}.`);
}

if (import.meta.main) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    complain(describeError(error));
    process.exitCode = 1;
  });
}
