import assert from 'node:assert/strict';

import type { DiagramHost, DiagramPage, DiagramState, KeptDiagramState } from '../../../src/protocol/diagram.ts';
import type { Asynchronous } from '../../../src/protocol/rpc.ts';
import { themeNames } from '../../journeys/toolkit/themes.ts';
import { assertNothingSerious } from '../axe.ts';
import { useBrowserFor } from '../browser.ts';
import { exampleGraph, largeGraph } from './exampleGraph.ts';

describe('the page with the diagram', () => {
  const open = useBrowserFor<DiagramPage>('diagram');

  it('shows modules and links, and reveals one by a click or Enter', async () => {
    const host = new FakeHost();
    const { page, complaints } = await open(host, wide);
    await page.getByRole('button', { name: /^Quotes,/ }).click();
    await page.getByRole('button', { name: /^Companies, / }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(host.revealed, ['Quotes', 'Accounts']);
    assert.match(await page.locator('footer').innerText(), /Companies\s+Accounts · 12 fields · links: 3/);
    assert.deepEqual(complaints, []);
  });

  it('finds modules and goes from one to the next', async () => {
    const { page } = await open(new FakeHost(), wide);
    await page.getByRole('searchbox', { name: 'Search modules' }).fill('quote');
    assert.equal(await page.getByRole('status').first().innerText(), '0 of 2');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.node.selected').getAttribute('data-module'), 'Quotes');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.node.selected').getAttribute('data-module'), 'Quoted_Items');
    assert.equal(await page.locator('.node.found').count(), 2);
  });

  it('hides and shows groups and system fields', async () => {
    const { page } = await open(new FakeHost(), wide);
    assert.equal(await page.locator('.node').count(), 6);
    await page.getByRole('checkbox', { name: 'Subforms' }).uncheck();
    assert.equal(await page.locator('.node').count(), 5);
    await page.getByRole('checkbox', { name: 'Linking modules' }).check();
    await page.getByRole('checkbox', { name: 'System fields' }).check();
    assert.equal(await page.locator('.node').count(), 7);
    await page.getByRole('button', { name: /^People,/ }).waitFor();
  });

  it('is used with the keyboard alone: between modules, near and far, to a neighborhood and back', async () => {
    const { page, keptState } = await open(new FakeHost(), wide);
    await page.getByRole('button', { name: /^Leads,/ }).focus();
    await page.keyboard.press('ArrowRight');
    const second = await page.locator('.node:focus').getAttribute('data-module');
    assert.notEqual(second, 'Leads');
    const scale = (): Promise<string | null> => page.locator('.picture > g').getAttribute('transform');
    const before = await scale();
    await page.keyboard.press('+');
    assert.notEqual(await scale(), before);
    await page.keyboard.press('0');
    await page.keyboard.press('n');
    await page.getByText(/^Neighborhood of /).waitFor();
    assert.equal((JSON.parse(await keptState()) as KeptDiagramState).neighborhoodOf, second);
    await page.getByRole('button', { name: 'Show All Modules' }).click();
    assert.equal(await page.locator('.node').count(), 6);
  });

  it('says the same as a list, of which the search leaves what it finds', async () => {
    const host = new FakeHost();
    const { page } = await open(host, wide);
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByRole('heading', { name: 'Companies' }).waitFor();
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Quotes', exact: true }) });
    assert.match(await row.innerText(), /Account_Name \(lookup\) → Companies/);
    await page.getByRole('searchbox').fill('companies');
    assert.equal(await page.getByRole('heading', { level: 2 }).count(), 1);
    await page.getByRole('button', { name: 'Reveal in Connections: Companies' }).click();
    assert.deepEqual(host.revealed, ['Accounts']);
  });

  it('begins with a neighborhood if asked to, and lets links two steps away be seen', async () => {
    const host = new FakeHost({ neighborhoodOf: 'Quotes' });
    const { page } = await open(host, wide);
    assert.equal(await page.locator('.node').count(), 3);
    await page.getByRole('radio', { name: 'two links' }).check();
    assert.equal(await page.locator('.node').count(), 4);
    await host.page?.showNeighborhood('Leads');
    await page.getByText('Neighborhood of Leads').waitFor();
  });

  it('says which links are unknown and what it costs to read them', async () => {
    const host = new FakeHost({ unread: { modules: 3, requests: 6 } });
    const { page } = await open(host, wide);
    await page.getByText('The links of 3 modules are not known yet').waitFor();
    await page.getByRole('button', { name: 'Read Them (6 API requests)' }).click();
    await page.getByText('The links of 3 modules').waitFor({ state: 'hidden' });
  });

  it('saves a picture that shows what the page shows', async () => {
    const host = new FakeHost();
    const { page } = await open(host, wide);
    await page.getByRole('button', { name: 'Save as SVG…' }).click();
    const svg = await host.saved;
    assert.ok(svg.includes('Homes &amp; &lt;Gardens&gt;') && !svg.includes('var('));
  });

  it('draws 150 modules, among which one is found and revealed', async () => {
    const host = new FakeHost({ graph: largeGraph(150) });
    const { page, complaints } = await open(host, wide);
    assert.equal(await page.locator('.node').count(), 150);
    await page.getByRole('searchbox').fill('Module_77');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Module_77,/ }).click();
    assert.deepEqual(host.revealed, ['Module_77']);
    assert.deepEqual(complaints, []);
  });

  for (const theme of themeNames) {
    it(`has no serious flaw in the theme ${theme}: as a whole, with matches, selected, as a list`, async () => {
      const { page, complaints } = await open(new FakeHost({ unread: { modules: 3, requests: 6 } }), {
        ...wide,
        theme,
      });
      await assertNothingSerious(page, 'as a whole');
      await page.getByRole('searchbox').fill('quote');
      await assertNothingSerious(page, 'with matches');
      await page.keyboard.press('Enter');
      await page.getByRole('checkbox', { name: 'Linking modules' }).check();
      await page.getByRole('button', { name: /^Leads,/ }).focus();
      await assertNothingSerious(page, 'selected');
      await page.getByRole('button', { name: 'List', exact: true }).click();
      await page.getByRole('searchbox').fill('');
      await assertNothingSerious(page, 'as a list');
      assert.deepEqual(complaints, []);
    });
  }
});

const wide = { width: 1100, height: 700 };

/** Answers as the editor would; what the page asked for is kept. */
class FakeHost implements DiagramHost {
  readonly revealed: string[] = [];
  /** The picture that the page handed over. */
  readonly saved: Promise<string>;
  readonly #save: (svg: string) => void;
  page: Asynchronous<DiagramPage> | undefined;
  readonly #state: DiagramState;

  constructor(parts: Partial<DiagramState> = {}) {
    const graph = { ...{ translations: {}, connectionId: 'c1', title: 'Acme EU' }, graph: exampleGraph };
    ({ promise: this.saved, resolve: this.#save } = Promise.withResolvers<string>());
    this.#state = { ...graph, unread: { modules: 0, requests: 0 }, neighborhoodOf: undefined, ...parts };
  }

  load(): Promise<DiagramState> {
    return Promise.resolve(this.#state);
  }

  readFields(): Promise<DiagramState> {
    return Promise.resolve({ ...this.#state, unread: { modules: 0, requests: 0 } });
  }

  reveal(module: string): Promise<void> {
    this.revealed.push(module);
    return Promise.resolve();
  }

  saveSvg(svg: string): Promise<boolean> {
    this.#save(svg);
    return Promise.resolve(true);
  }
}
