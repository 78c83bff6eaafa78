import assert from 'node:assert/strict';

import { FatalError, RetriableError, SignInError } from '../../../src/core/errors.ts';
import { problemNote, staleNote } from '../../../src/extension/connectionTree/notes.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { plainL10n } from '../plainL10n.ts';

const connection = exampleConnection();
const now = Date.UTC(2026, 10, 22, 12);

describe('a row that explains', () => {
  it('is not there for data that are as new as wanted', () => {
    assert.equal(staleNote(connection, undefined, { value: [], fetchedAt: now }, now, plainL10n), undefined);
  });

  it('tells the age of old data, why they are old, and how to try again', () => {
    const staleBecause = { kind: 'offline', message: 'Zoho did not answer.', at: now } as const;
    const snapshot = { value: [], fetchedAt: now - 3 * 3_600_000, staleBecause };
    const note = staleNote(connection, undefined, snapshot, now, plainL10n);
    assert.ok(note);
    assert.equal(note.message, 'Read 3 h ago: cannot reach Zoho. Try again');
    assert.equal(note.detail, 'Zoho did not answer.');
    assert.equal(note.remedy, 'tryAgain');
  });

  it('offers to sign in where that is what it takes', () => {
    const staleBecause = { kind: 'signedOut', message: 'Signed out.', at: now } as const;
    const snapshot = { value: [], fetchedAt: now, staleBecause };
    assert.equal(staleNote(connection, undefined, snapshot, now, plainL10n)?.remedy, 'signIn');
    assert.equal(problemNote(connection, undefined, new SignInError('Signed out.'), plainL10n)?.remedy, 'signIn');
  });

  it('takes the place of what could not be read', () => {
    for (const error of [new RetriableError('Too many requests.'), new FatalError('No such module.')]) {
      const note = problemNote(connection, undefined, error, plainL10n);
      assert.deepEqual([note?.message, note?.remedy], [error.message, 'tryAgain']);
    }
  });

  it('does not hide a defect of ours', () => {
    assert.equal(problemNote(connection, undefined, new TypeError('x is not a function'), plainL10n), undefined);
  });
});
