import assert from 'node:assert/strict';

import { drawingOf } from '../../../webview-ui/diagram/drawing.ts';
import { layoutOf } from '../../../webview-ui/diagram/layout.ts';
import type { Palette } from '../../../webview-ui/diagram/svgFile.ts';
import { svgFileOf } from '../../../webview-ui/diagram/svgFile.ts';
import { exampleGraph } from './exampleGraph.ts';

const colors: Palette = {
  ...{ background: '#ffffff', foreground: '#111111', muted: '#666666', box: '#f8f8f8', border: '#cccccc' },
  ...{ line: '#777777', standard: '#0000aa', custom: '#aa5500', linking: '#6600aa', subform: '#008800' },
};

describe('a diagram as a file', () => {
  const layout = layoutOf(exampleGraph, { node: () => 120, label: () => 60 });
  const svg = svgFileOf(drawingOf(layout), layout, 'Acme "EU" <1>', colors);

  it('shows every module and needs nothing from elsewhere', () => {
    for (const { apiName } of exampleGraph.nodes) assert.ok(svg.includes(`data-module="${apiName}"`), apiName);
    assert.doesNotMatch(svg, /var\(|href|@import|<script|<image|url\((?!#)/);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="0 0 \d+ \d+"/);
  });

  it('takes texts of the organization for texts', () => {
    assert.ok(svg.includes('<title>Acme &quot;EU&quot; &lt;1&gt;</title>'));
    assert.ok(svg.includes('Homes &amp; &lt;Gardens&gt;'));
    assert.doesNotMatch(svg, /<Gardens>/);
  });

  it('is well formed', () => {
    const open: string[] = [];
    for (const [, slash, name = '', end] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (slash) assert.equal(open.pop(), name);
      else if (!end) open.push(name);
    }
    assert.deepEqual(open, []);
  });
});
