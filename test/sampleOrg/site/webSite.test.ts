import assert from 'node:assert/strict';
import { request } from 'node:http';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';

describe('the web pages of the sample organization', () => {
  let running: RunningSampleOrg;
  const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(running.info.origin + path, init);
  const textOf = async (path: string): Promise<string> => (await get(path)).text();
  const leads = '/crm/org808232144/tab/Leads';

  before(async () => {
    const clockStart = Date.parse('2026-03-08T09:59:00Z');
    running = await startSampleOrg({ clockStart, orgTimeZone: 'Asia/Calcutta' });
  });
  after(() => running.stop());

  it('begin with the modules and how many records they have', async () => {
    const response = await get('/');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html;charset=UTF-8');
    const text = await response.text();
    assert.match(text, /Leads<\/a><\/th>\s*<td><code>Leads<\/code><\/td><td class="number">250<\/td>/);
    assert.match(text, /href="\/crm\/org808232144\/tab\/Potentials">Deals</);
  });

  it('say on every page that they are not Zoho, and what time it is in both zones', async () => {
    for (const path of ['/', leads, '/crm/nothing']) {
      const text = await textOf(path);
      assert.match(text, /Sample organization – not Zoho/);
      assert.match(text, /America\/Los_Angeles.*2026-03-08T\d\d:\d\d:\d\d-0[78]:00/s);
      assert.match(text, /Asia\/Calcutta.*2026-03-08T\d\d:\d\d:\d\d\+05:30/s);
    }
  });

  it('allow nothing but their own style sheet and pictures, and no frame around them', async () => {
    const response = await get('/');
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'"]) {
      assert.ok(policy.includes(rule), rule);
    }
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(/<script|\s(?:style|on\w+)=|(?:src|href)="(?:https?:)?\/\//.exec(await response.text()), null);
  });

  it('show a module by the name of its tab and by its API name', async () => {
    for (const tab of ['Potentials', 'Deals']) {
      assert.match(await textOf(`/crm/org808232144/tab/${tab}`), /<h1>Deals<\/h1>/);
    }
  });

  it('list the newest records first, fifty on a page', async () => {
    const first = idsIn(await textOf(leads));
    assert.equal(first.length, 50);
    assert.deepEqual(first, first.toSorted().reverse());
    const second = idsIn(await textOf(`${leads}?page=2`));
    assert.ok((second[0] ?? '') < (first.at(-1) ?? ''));
    const last = await textOf(`${leads}?page=5`);
    assert.match(last, /Page 5 of 5/);
    assert.doesNotMatch(last, />Next<\/a>/);
  });

  it('take pages that do not exist for the nearest that does', async () => {
    assert.deepEqual(idsIn(await textOf(`${leads}?page=99`)), idsIn(await textOf(`${leads}?page=5`)));
    for (const page of ['0', '-3', 'x', '']) {
      assert.deepEqual(idsIn(await textOf(`${leads}?page=${page}`)), idsIn(await textOf(leads)));
    }
  });

  it('find records by a part of any text, whatever its case', async () => {
    const text = await textOf(`${leads}?q=${encodeURIComponent('MÜLLER-lüden')}`);
    assert.equal(idsIn(text).length, 1);
    assert.match(text, /1 record ·/);
    assert.match(await textOf(`${leads}?q=no-such-text-anywhere`), /No records\./);
  });

  it('sort by a column in both directions, and keep the search while doing so', async () => {
    const ascending = idsIn(await textOf(`${leads}?q=example&sort=Company&order=asc`));
    const descending = await textOf(`${leads}?q=example&sort=Company&order=desc`);
    assert.notDeepEqual(ascending, idsIn(descending));
    assert.match(descending, /aria-sort="descending"/);
    assert.match(descending, /q=example&#38;sort=Company&#38;order=asc/);
    assert.deepEqual(idsIn(await textOf(`${leads}?sort=No_Such_Field`)), idsIn(await textOf(leads)));
  });

  it('show one record at the address that Zoho would use, with times in the zone of the administrator', async () => {
    const [id = ''] = idsIn(await textOf(`${leads}?q=${encodeURIComponent('Müller-Lüdenscheidt')}`));
    const text = await textOf(`${leads}/${id}`);
    assert.match(text, /<h1><bdi>Zoë Müller-Lüdenscheidt<\/bdi><\/h1>/);
    assert.match(
      text,
      /<dt title="Created_Time">Created Time<\/dt><dd><time datetime="\d{4}-\d\d-\d\dT[\d:]{8}-0[78]:00">/,
    );
    assert.match(text, /&#34;Last_Name&#34;: &#34;Müller-Lüdenscheidt&#34;/);
  });

  it('escape a record that is called <script>, wherever its name stands', async () => {
    const list = await textOf(`${leads}?q=${encodeURIComponent('<script>')}`);
    const [id = ''] = idsIn(list);
    const record = await textOf(`${leads}/${id}`);
    for (const text of [list, record]) {
      assert.doesNotMatch(text, /<script/i);
      assert.match(text, /&#60;script&#62;alert\(&#34;not escaped&#34;\)/);
    }
  });

  it('escape what was searched for', async () => {
    assert.doesNotMatch(await textOf(`${leads}?q=${encodeURIComponent('"><img src=x>')}`), /<img/);
  });

  it('show the rows of a quote, with links to the products', async () => {
    const [id = ''] = idsIn(await textOf('/crm/org808232144/tab/Quotes'));
    const text = await textOf(`/crm/org808232144/tab/Quotes/${id}`);
    assert.match(text, /<h2>Quoted Items<\/h2>.*<td><a href="\/crm\/org808232144\/tab\/Products\/\d{18}">/s);
  });

  it('show the notes of a record', async () => {
    const notes = await textOf('/crm/org808232144/tab/Notes');
    const [noteId = ''] = idsIn(notes);
    const note = await textOf(`/crm/org808232144/tab/Notes/${noteId}`);
    const [, parent = ''] = /<dt title="Parent_Id">.*?href="([^"]+)"/s.exec(note) ?? [];
    assert.match(await textOf(parent), /<h2>Notes<\/h2>.*🚀/s);
  });

  it('hand out the bytes of an attachment to be saved, not shown', async () => {
    const ids = idsIn(await textOf('/crm/org808232144/tab/Attachments'));
    const file = await get(`/crm/org808232144/tab/Attachments/${ids[1] ?? ''}/file`);
    assert.equal(file.status, 200);
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''[\w%.-]+$/);
    assert.equal(file.headers.get('content-type'), 'application/octet-stream');
    assert.ok((await file.arrayBuffer()).byteLength > 0);
    const link = await get(`/crm/org808232144/tab/Attachments/${ids[0] ?? ''}/file`);
    assert.equal(link.status, 404);
  });

  it('answer 404 with a page for what is not there', async () => {
    const paths = ['/nothing', '/crm/org1/tab/Leads', '/crm/org808232144/tab/Leeds', `${leads}/1`, `${leads}/x`];
    for (const path of paths) {
      const response = await get(path);
      assert.equal(response.status, 404, path);
      assert.match(await response.text(), /<h1>Not found<\/h1>/);
    }
  });

  it('have a picture and a style sheet that knows the dark', async () => {
    const icon = await get('/favicon.ico');
    assert.equal(icon.headers.get('content-type'), 'image/svg+xml');
    assert.match(await icon.text(), /^<svg /);
    assert.match(await textOf('/site.css'), /prefers-color-scheme: dark/);
  });

  it('stay within their environment', async () => {
    const text = await textOf('/sandbox/');
    assert.match(text, /Zylker Corp Sandbox/);
    const [, link = ''] = /href="([^"]+)">Leads</.exec(text) ?? [];
    assert.equal(link, '/sandbox/crm/org812907731/tab/Leads');
    const [record = ''] = /\/sandbox\/crm\/org812907731\/tab\/Leads\/\d{18}/.exec(await textOf(link)) ?? [];
    assert.equal((await get(record)).status, 200);
    assert.equal((await get(link.replace('/sandbox', ''))).status, 404);
    assert.equal((await get('/developer', { redirect: 'manual' })).headers.get('location'), '/developer/');
  });

  it('refuse to be written to', async () => {
    const response = await get('/', { method: 'POST' });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, HEAD');
  });

  it('refuse requests that came under another host name', async () => {
    const { port } = new URL(running.info.origin);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'localhost@evil.example']) {
      assert.equal(await statusFor(port, host), 403, host);
    }
    for (const host of [`localhost:${port}`, '127.0.0.1', 'LOCALHOST'])
      assert.equal(await statusFor(port, host), 200, host);
  });
});

/** Ids of the records that a list shows, in its order. */
function idsIn(list: string): string[] {
  return [...list.matchAll(/<th scope="row"><a href="[^"]*\/(\d{18})"/g)].map((match) => match[1] ?? '');
}

/** The status of `/`; fetch would not let us choose the Host header. */
function statusFor(port: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/', headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}
