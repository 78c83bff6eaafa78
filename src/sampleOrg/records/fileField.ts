import type { StoredFile } from '../orgState.ts';
import { isJsonObject } from './body.ts';
import type { WrittenValue } from './writtenValue.ts';
import { invalidValue, unexpectedType } from './writtenValue.ts';
import type { StoredValue } from './store.ts';

/** A field holds so many files (zoho-api.md section 5). */
const maximumFiles = { fileupload: 5, imageupload: 10 } as const;

/**
 * Reads what a write does to a field of files: `{"File_Id__s"}` adds an uploaded file, `{"id", "_delete": null}` removes
 * one; others stay. Gives all files of the field afterwards. Throws INVALID_DATA.
 */
export function readFiles(written: WrittenValue): StoredValue {
  const { json, field, existing } = written;
  if (!Array.isArray(json)) throw unexpectedType(written, 'jsonarray');
  const before = existing?.values[field.apiName];
  let files = Array.isArray(before) ? (before as readonly FileEntry[]) : [];
  for (const [index, element] of json.entries()) {
    const place = { ...written, path: `${written.path}[${index}]` };
    if (!isJsonObject(element)) throw unexpectedType(place, 'jsonobject');
    files = '_delete' in element ? withoutFile(files, element['id'], place) : [...files, addedFile(element, place)];
  }
  const most = maximumFiles[field.type === 'imageupload' ? 'imageupload' : 'fileupload'];
  if (files.length > most) throw invalidValue(written, { maximum_length: most });
  return files.map((file, index) => ({ ...file, Sequence_Number__s: index + 1 }));
}

type FileEntry = Readonly<Record<string, StoredValue>>;

function withoutFile(files: readonly FileEntry[], id: unknown, place: WrittenValue): readonly FileEntry[] {
  if (!files.some((file) => file['id'] === id)) throw invalidValue(place);
  return files.filter((file) => file['id'] !== id);
}

function addedFile(element: Readonly<Record<string, unknown>>, place: WrittenValue): FileEntry {
  const fileId = element['File_Id__s'];
  const file = typeof fileId === 'string' ? place.org.files.get(fileId) : undefined;
  if (typeof fileId !== 'string' || !file) throw invalidValue(place);
  return {
    id: place.org.ids.next(),
    File_Id__s: fileId,
    File_Name__s: file.name,
    Size__s: file.content.length,
    Extn__s: extensionOf(file),
    Created_Time__s: Math.floor(file.createdAt / 1000) * 1000,
    Preview_Id__s: fileId,
    Sequence_Number__s: 0,
    State__s: 'save',
    Description__s: typeof element['Description__s'] === 'string' ? element['Description__s'] : null,
  };
}

function extensionOf(file: StoredFile): string {
  return /\.([^.]+)$/.exec(file.name)?.[1] ?? '';
}
