// `npm run texts`: writes what is made of the sources and kept beside them. media/l10n/bundle.l10n.json, from which
// translations are made (and says what they lack), and the published schema of job files.
import { writeFileSync } from 'node:fs';

import { jobSchemaText } from '../../../src/core/jobs/jobFile/jobSchema.ts';
import { complain, say } from '../say.ts';
import { bundleFile, bundleText, readTranslations } from './bundleFiles.ts';
import { extractTexts } from './extractTexts.ts';

const { texts, unreadable } = extractTexts();
for (const place of unreadable) complain(`${place}: l10n.t needs a text that is written out.`);
writeFileSync(bundleFile, bundleText(texts));
say(`${texts.length} texts in media/l10n/bundle.l10n.json`);
for (const { language, texts: translated } of readTranslations()) {
  const missing = texts.filter((text) => !Object.hasOwn(translated, text));
  const unused = Object.keys(translated).filter((text) => !texts.includes(text));
  say(`${language}: ${missing.length} missing, ${unused.length} no longer used`);
  for (const text of [...missing.map((each) => `+ ${each}`), ...unused.map((each) => `- ${each}`)]) say(`  ${text}`);
}
writeFileSync('media/schemas/zoho-job.schema.json', jobSchemaText());
if (unreadable.length > 0) process.exitCode = 1;
