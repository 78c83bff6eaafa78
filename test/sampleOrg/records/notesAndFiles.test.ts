import assert from 'node:assert/strict';

import type { RecordsClient } from './recordsClient.ts';
import { assertRefused, at, problems, rows, startRecordsClient, textAt } from './recordsClient.ts';

let client: RecordsClient;
let lead: string;
before(async () => {
  client = await startRecordsClient();
  lead = await client.insert('Leads', { Last_Name: 'Holder' });
});
after(() => client.stop());

const absent = '554023999999999999';

type UploadPart = readonly [name: string, content: string | Uint8Array<ArrayBuffer>, type?: string];

function form(...files: readonly UploadPart[]): FormData {
  const data = new FormData();
  for (const [name, content, type = 'text/plain'] of files) data.append('file', new Blob([content], { type }), name);
  return data;
}

describe('notes', () => {
  it('are added to a record and listed with it', async () => {
    const added = await client.post(`/Leads/${lead}/Notes`, { data: [{ Note_Title: 'T', Note_Content: 'C' }] });
    assert.equal(added.status, 201, added.text);
    const id = textAt(rows(added)[0], 'details', 'id');
    const listed = await client.get(`/Leads/${lead}/Notes?fields=Note_Title,Note_Content,Parent_Id`);
    const [note] = rows(listed);
    assert.deepEqual([note?.['id'], note?.['Note_Title'], note?.['Note_Content']], [id, 'T', 'C']);
    assert.deepEqual([at(note, 'Parent_Id', 'id'), at(note, 'Parent_Id', 'module', 'api_name')], [lead, 'Leads']);
  });

  it('are also inserted, changed and deleted as records', async () => {
    const id = await client.insert('Notes', {
      Note_Content: 'C',
      Parent_Id: { id: lead, module: { api_name: 'Leads' } },
    });
    assert.equal((await client.put(`/Notes/${id}`, { data: [{ Note_Title: 'New' }] })).status, 200);
    assert.equal(at(await client.read('Notes', id), 'Note_Title'), 'New');
    assert.equal((await client.delete(`/Notes/${id}`)).status, 200);
  });

  it('have limits and need a parent', async () => {
    const title = await client.post(`/Leads/${lead}/Notes`, {
      data: [{ Note_Title: 'x'.repeat(121) }, { Note_Content: 'ok' }],
    });
    assert.equal(title.status, 207);
    assert.equal(at(problems(title)[0]?.details, 'maximum_length'), 120);
    const orphan = await client.post('/Notes', { data: [{ Note_Content: 'C' }] });
    assert.equal(problems(orphan)[0]?.code, 'MANDATORY_NOT_FOUND');
    assertRefused(await client.post(`/Leads/${absent}/Notes`, { data: [{}] }), 400, 'INVALID_DATA', {
      resource_path_index: 1,
    });
    assertRefused(await client.get(`/Leads/${lead}/Notes`), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'fields' });
  });
});

describe('attachments', () => {
  const path = () => `/Leads/${lead}/Attachments`;

  it('come back byte for byte', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 200]);
    const uploaded = await client.post(path(), form(['große Datei.bin', bytes, 'application/octet-stream']));
    assert.equal(uploaded.status, 200, uploaded.text);
    const id = textAt(rows(uploaded)[0], 'details', 'id');
    const listed = await client.get(`${path()}?fields=File_Name,Size,$file_id,$type,Parent_Id&ids=${id}`);
    const [row] = rows(listed);
    assert.deepEqual([row?.['File_Name'], row?.['Size'], row?.['$type']], ['große Datei.bin', '7', 'Attachment']);
    assert.equal(at(row, 'Parent_Id', 'id'), lead);
    assert.match(textAt(row, '$file_id'), /^[\da-f]{40,}$/);
    const download = await client.get(`${path()}/${id}`);
    assert.equal(download.status, 200);
    assert.match(download.headers.get('content-disposition') ?? '', /gro%C3%9Fe%20Datei\.bin/);
    assert.equal(download.headers.get('content-length'), '7');
  });

  it('may be links, which cannot be downloaded', async () => {
    const linked = await client.post(
      `${path()}?attachmentUrl=${encodeURIComponent('https://example.com/a')}&title=A`,
      '',
    );
    const id = textAt(rows(linked)[0], 'details', 'id');
    const [row] = rows(await client.get(`${path()}?fields=File_Name,$type,$link_url&ids=${id}`));
    assert.deepEqual(row, { File_Name: 'A', $type: 'Link URL', $link_url: 'https://example.com/a', id });
    assertRefused(await client.get(`${path()}/${id}`), 400, 'DOWNLOAD_NOT_ALLOWED');
    assertRefused(await client.post(`${path()}?attachmentUrl=nowhere`, ''), 400, 'INVALID_DATA');
  });

  it('are deleted one by one or by ids', async () => {
    const upload = async () => textAt(rows(await client.post(path(), form(['a.txt', 'a'])))[0], 'details', 'id');
    const [first, second] = [await upload(), await upload()];
    assert.equal((await client.delete(`${path()}/${first}`)).status, 200);
    assert.equal((await client.delete(`${path()}?ids=${first},${second}`)).status, 207);
    assert.equal((await client.get(`${path()}/${second}`)).status, 204);
  });

  it('need fields to be listed, and a file to be added', async () => {
    assertRefused(await client.get(path()), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'fields' });
    assertRefused(await client.post(path(), form()), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'file' });
    assertRefused(await client.post(path(), '{}'), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'file' });
  });

  it('refuse a body that is cut', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc';
    assertRefused(await client.send('POST', path(), { headers, body }), 400, 'UNABLE_TO_PARSE_DATA_TYPE');
  });
});

describe('files', () => {
  const upload = async (...files: readonly UploadPart[]): Promise<readonly string[]> => {
    const answer = await client.post('/files', form(...files));
    assert.equal(answer.status, 200, answer.text);
    return rows(answer).map((row) => textAt(row, 'details', 'id'));
  };

  it('are uploaded, and downloaded by id', async () => {
    const ids = await upload(['a.txt', 'A'], ['b.txt', 'B']);
    assert.equal(ids.length, 2);
    assert.equal((await client.get(`/files?id=${ids[1] ?? ''}`)).text, 'B');
    assert.equal((await client.get('/files?id=unknown')).status, 204);
    assertRefused(await client.get('/files'), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'id' });
  });

  it('are written to fields of files, and removed from them', async () => {
    const [first, second] = await upload(['one.pdf', '1'], ['two.pdf', '22']);
    const id = await client.insert('Leads', { Last_Name: 'F', Proposal: [{ File_Id__s: first }] });
    await client.put('/Leads', { data: [{ id, Proposal: [{ File_Id__s: second }] }] });
    const files = at(await client.read('Leads', id), 'Proposal') as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      files.map((file) => [file['File_Name__s'], file['Size__s'], file['Extn__s'], file['Sequence_Number__s']]),
      [
        ['one.pdf', 1, 'pdf', 1],
        ['two.pdf', 2, 'pdf', 2],
      ],
    );
    assert.match(textAt(files[0], 'Created_Time__s'), /-0[78]:00$/);
    await client.put('/Leads', { data: [{ id, Proposal: [{ id: files[0]?.['id'], _delete: null }] }] });
    assert.equal(at(await client.read('Leads', id), 'Proposal', 0, 'File_Name__s'), 'two.pdf');
  });

  it('must have been uploaded before they are written to a field', async () => {
    const answer = await client.post('/Leads', { data: [{ Last_Name: 'F', Proposal: [{ File_Id__s: 'none' }] }] });
    assert.deepEqual(problems(answer), [
      { code: 'INVALID_DATA', details: { api_name: 'Proposal', json_path: '$.data[0].Proposal[0]' } },
    ]);
  });

  it('have limits of number and size', async () => {
    const many = Array.from({ length: 11 }, (_, index) => [`${index}.txt`, 'x'] as const);
    assertRefused(await client.post('/files', form(...many)), 400, 'LIMIT_EXCEEDED');
    const large = form(['small.txt', 'x'], ['large.bin', new Uint8Array(20 * 1024 * 1024 + 1)]);
    assertRefused(await client.post('/files', large), 415, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE');
    assertRefused(await client.post('/files', '{}'), 415, 'MEDIA_TYPE_NOT_SUPPORTED');
  });
});

describe('photos', () => {
  it('are uploaded, downloaded and deleted', async () => {
    const path = `/Leads/${lead}/photo`;
    assert.equal((await client.get(path)).status, 204);
    const uploaded = await client.post(path, form(['me.png', 'png', 'image/png']));
    assert.deepEqual([uploaded.status, uploaded.body['code']], [200, 'SUCCESS']);
    const photo = await client.get(path);
    assert.deepEqual([photo.text, photo.headers.get('content-type')], ['png', 'image/png']);
    assert.equal((await client.delete(path)).status, 200);
    assert.equal((await client.get(path)).status, 204);
  });

  it('are images, of modules that have them', async () => {
    assertRefused(await client.post(`/Leads/${lead}/photo`, form(['a.txt', 'x'])), 400, 'INVALID_DATA');
    const task = await client.insert('Tasks', { Subject: 'T' });
    assertRefused(await client.get(`/Tasks/${task}/photo`), 400, 'NOT_SUPPORTED', { module: 'Tasks' });
  });
});
