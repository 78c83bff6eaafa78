import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

import { bundleFile, bundleText, readTranslations } from './harness/texts/bundleFiles.ts';
import { extractTexts, textsOf } from './harness/texts/extractTexts.ts';

describe('the texts for people', () => {
  const { texts, unreadable } = extractTexts();

  it('are written out where they are used, so that they can be translated', () => {
    assert.deepEqual(unreadable, []);
  });

  it('are all in media/l10n/bundle.l10n.json (npm run texts writes it)', () => {
    const isCurrent = readFileSync(bundleFile, 'utf8') === bundleText(texts);
    assert.ok(isCurrent, 'media/l10n/bundle.l10n.json is out of date: npm run texts');
  });

  it('number their placeholders from {0} on', () => {
    const odd = texts.filter((text) => placeholders(text).some((each, index) => each !== `{${index}}`));
    assert.deepEqual(odd, []);
  });

  it('keep their placeholders in every translation', () => {
    for (const { language, texts: translated } of readTranslations()) {
      const wrong = Object.entries(translated).filter(
        ([english, other]) => placeholders(english).join() !== placeholders(other).join(),
      );
      assert.deepEqual(wrong, [], language);
    }
  });

  it('of the manifest have the same keys in every translation', () => {
    const keys = Object.keys(readTexts('package.nls.json'));
    for (const file of globSync('package.nls.*.json')) {
      const unknown = Object.keys(readTexts(file)).filter((key) => !keys.includes(key));
      assert.deepEqual(unknown, [], file);
    }
  });

  it('are found in every notation', () => {
    const source =
      "l10n.t('a'); vscode.l10n.t(\"b {0}\", 1); this.#l10n.t(`c`); parts.l10n.t(\n'd',\n); other.t('e'); l10n.t(x);";
    assert.deepEqual(textsOf('x.ts', source), { texts: ['a', 'b {0}', 'c', 'd'], unreadable: ['x.ts:3'] });
  });
});

/** In order, each once. */
function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}

function readTexts(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
}
