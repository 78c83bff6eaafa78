import { transform } from 'esbuild';

/** The functions that esbuild writes into each file that it turns into CommonJS, once for all files. */
export interface SharedHelpers {
  /** A CommonJS module that exports them. */
  readonly code: string;
  /**
   * Takes them from there instead: `code` is what esbuild made, not minified, and `from` what it is to require. Lines
   * keep their numbers, and so source maps their truth. What is not known stays as it is.
   */
  useIn(code: string, from: string): string;
}

/** Needs all of the helpers. */
const sample = 'import a from "a"; import * as b from "b"; export default [a, b];';

export async function sharedHelpers(): Promise<SharedHelpers> {
  const { code: translated } = await transform(sample, { format: 'cjs', platform: 'node' });
  const helpers = translated
    .split(/^(?=var )/m)
    .flatMap((text) => (text.startsWith('var __') ? [{ name: nameOf(text), text }] : []));
  const names = helpers.map(({ name }) => name).join(', ');
  return {
    code: `${helpers.map(({ text }) => text).join('')}module.exports = { ${names} };\n`,
    useIn(code, from) {
      let rest = code;
      const taken: string[] = [];
      for (const { name, text } of helpers) {
        if (!rest.startsWith(text)) continue;
        rest = rest.slice(text.length);
        taken.push(name);
      }
      if (taken.length === 0) return code;
      const used = taken.filter((name) => rest.includes(name));
      const lines = '\n'.repeat(code.slice(0, code.length - rest.length).split('\n').length - 1);
      return `const { ${used.join(', ')} } = require(${JSON.stringify(from)});${lines}${withoutHint(rest)}`;
    },
  };
}

function nameOf(declaration: string): string {
  return /^var (\w+)/.exec(declaration)?.[1] ?? '';
}

/** At its end, esbuild names the exports for Node.js to see from an ES module; no such module imports our files. */
function withoutHint(code: string): string {
  return code.replace(
    /\/\/ Annotate the CommonJS export names for ESM import in node:\n0 && \(module\.exports = \{[^}]*\}\);\n$/,
    '',
  );
}
