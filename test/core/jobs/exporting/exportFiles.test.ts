import assert from 'node:assert/strict';
import path from 'node:path';

import { exportFiles } from '../../../../src/core/jobs/exporting/exportFiles.ts';

const place = {
  folder: path.resolve('/data'),
  timeZone: 'America/Los_Angeles',
  startedAt: Date.UTC(2026, 2, 1, 3, 4, 5),
};

describe('exportFiles', () => {
  it('fills in the module, and day and time of the connection', () => {
    const files = exportFiles({ file: 'out/{module}-{date}-{time}.csv' }, 'Leads', place);
    assert.equal(files.file, path.resolve('/data/out/Leads-2026-02-28-190405.csv'));
    assert.equal(files.deletions, path.resolve('/data/out/Leads-2026-02-28-190405.deleted.csv'));
    assert.equal(files.pattern, 'Leads-*-*.csv');
  });

  it('keeps the state under one name, whatever the day', () => {
    const on = (startedAt: number): string =>
      exportFiles({ file: '{module}-{date}.csv' }, 'Leads', { ...place, startedAt }).state;
    assert.equal(on(0), on(place.startedAt));
    assert.equal(on(0), path.resolve('/data/Leads-date.csv.zoho-export.json'));
  });

  it('takes absolute paths as they are, and refuses what nothing stands for', () => {
    const file = path.resolve('/elsewhere/leads.csv');
    assert.equal(exportFiles({ file }, 'Leads', place).file, file);
    assert.throws(() => exportFiles({ file: '{modul}.csv' }, 'Leads', place), /nothing stands for \{modul\}/);
  });
});
