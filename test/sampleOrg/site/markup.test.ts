import assert from 'node:assert/strict';

import { markup } from '../../../src/sampleOrg/site/markup.ts';

describe('markup', () => {
  it('escapes what is put into it, for texts and for attributes', () => {
    assert.equal(
      markup`<a title="${`"'<&>`}">${'<b>'}</a>`.text,
      '<a title="&#34;&#39;&#60;&#38;&#62;">&#60;b&#62;</a>',
    );
  });

  it('takes markup as it is, also in lists', () => {
    const items = ['a', '<'].map((text) => markup`<li>${text}</li>`);
    assert.equal(markup`<ul>${items}</ul>`.text, '<ul><li>a</li><li>&#60;</li></ul>');
  });

  it('leaves out what is undefined, and writes numbers', () => {
    assert.equal(markup`<p>${undefined}${0}</p>`.text, '<p>0</p>');
  });
});
