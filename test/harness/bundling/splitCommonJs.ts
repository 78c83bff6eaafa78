import type { OutputFile } from 'esbuild';
import { transform } from 'esbuild';
import path from 'node:path';

/**
 * Turns bundles that esbuild split as ES modules into CommonJS, which is what the editor loads extensions as.
 * esbuild splits only ES modules. Each of its files is translated by itself: `import()` of a chunk becomes a
 * `require` that runs when it is reached, and a class that two chunks share stays one class.
 *
 * The bundles must carry their source maps inline. Answers path below `outputFolder` → content, maps included.
 */
export async function splitCommonJs(
  outputFolder: string,
  bundles: readonly OutputFile[],
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const bundle of bundles) {
    const relativePath = path.relative(outputFolder, bundle.path).replaceAll('\\', '/');
    const mapName = `${path.basename(relativePath)}.map`;
    const { code, map } = await transform(bundle.text, {
      format: 'cjs',
      platform: 'node',
      target: 'node22',
      supported: { 'dynamic-import': false },
      minify: true,
      sourcemap: 'external',
      sourcefile: path.basename(relativePath),
    });
    files.set(relativePath, `${code}//# sourceMappingURL=${mapName}\n`);
    files.set(`${relativePath}.map`, map);
  }
  return files;
}
