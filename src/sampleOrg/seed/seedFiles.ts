import type { IdSequence } from '../ids.ts';
import type { StoredFile } from '../orgState.ts';
import type { StoredValue } from '../records/store.ts';
import { Dice } from './dice.ts';
import type { Seeding } from './draft.ts';
import type { Overrides } from './fillModule.ts';

type Files = Map<string, StoredFile>;

/** A picture of one green pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwADgwGAMWj3FQAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * What each attachment holds, with its bytes put into `files`: texts with names in several scripts, a picture, and as the
 * newest a link, which has no bytes (zoho-api.md section 4.17).
 */
export function attachmentValues(seeding: Seeding, files: Files): Overrides {
  const dice = new Dice(seeding.seed, 'attachments');
  const live = seeding.plans.get('Attachments')?.live ?? [];
  return new Map(
    live.map(({ id, createdAt }, index): [string, Readonly<Record<string, StoredValue>>] => {
      if (index === live.length - 1) return [id, linkValues];
      const file = { ...dice.pick(documents(dice.pick(seeding.pools.paragraphs))), createdAt };
      const size = String(file.content.length);
      return [
        id,
        { File_Name: file.name, Size: size, $file_id: keep(file, files, dice), $type: 'Attachment', $link_url: null },
      ];
    }),
  );
}

const linkValues = {
  File_Name: 'Price list on the web',
  Size: '0',
  $file_id: null,
  $type: 'Link URL',
  $link_url: 'https://www.zylker.example/prices',
} as const;

function documents(text: string): readonly Omit<StoredFile, 'createdAt'>[] {
  return [
    { name: 'Angebot für Müller; final, v2.txt', contentType: 'text/plain', content: Buffer.from(text) },
    { name: '报价单.txt', contentType: 'text/plain', content: Buffer.from(`${text}\n🚀\n`) },
    { name: 'minutes.csv', contentType: 'text/csv', content: Buffer.from(`Topic;Who\r\n"${text}";Patricia\r\n`) },
    { name: 'site.png', contentType: 'image/png', content: picture },
  ];
}

/** One file as the value of a field of files, with its bytes put into `files` (section 5). */
export function fileFieldValue(seeding: Seeding, ids: IdSequence, files: Files, name: string): StoredValue {
  const dice = new Dice(seeding.seed, name);
  const createdAt = seeding.end - 86_400_000;
  const fileId = keep({ name, contentType: 'image/png', content: picture, createdAt }, files, dice);
  const entry = {
    id: ids.next(),
    File_Id__s: fileId,
    File_Name__s: name,
    Size__s: picture.length,
    Extn__s: 'png',
    Created_Time__s: createdAt,
    Preview_Id__s: fileId,
    Sequence_Number__s: 1,
    State__s: 'save',
    Description__s: null,
  };
  return [entry];
}

/** Puts a file away under a long number in hexadecimal digits, and returns that. */
function keep(file: StoredFile, files: Files, dice: Dice): string {
  const id = Array.from({ length: 8 }, () => dice.whole(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('');
  files.set(id, file);
  return id;
}
