import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';

import { InputError } from '../../../../src/core/errors.ts';
import type { ServerConnection } from '../../../../src/core/model/databaseConnection.ts';
import { openTarget } from '../../../../src/core/targets/registry.ts';
import { field, planOf, record } from '../../../conformance/targets/exampleModule.ts';
import { leaveOut } from '../../../leftOut.ts';
import type { EmptyDatabase } from '../../jobs/replicating/emptyDatabases.ts';
import { emptyDatabases, missingServer } from '../../jobs/replicating/emptyDatabases.ts';
import { certificates } from './certificates.ts';
import type { TlsProxy } from './tlsProxy.ts';
import { startTlsProxy } from './tlsProxy.ts';

const never = new AbortController().signal;
const records = Array.from({ length: 5_000 }, (_, at) => record(at, { Name: `Größe ${at}` }));

for (const kind of ['postgres', 'mariadb'] as const) {
  const missing = await missingServer(kind);
  describe(`${kind} by TLS`, () => {
    if (missing !== undefined) {
      leaveOut('all of it', missing);
      return;
    }
    let [folder, ownAuthority, otherAuthority, elsewhereAuthority] = ['', '', '', ''];
    let database: EmptyDatabase;
    let proxy: TlsProxy;
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'tls-'));
      [ownAuthority = '', otherAuthority = '', elsewhereAuthority = ''] = ['own', 'other', 'elsewhere'].map((name) =>
        path.join(folder, `${name}.pem`),
      );
      await writeFile(ownAuthority, certificates.address.cert);
      await writeFile(otherAuthority, rootCertificates[0] ?? '');
      database = await emptyDatabases[kind]();
    });
    beforeEach(async () => {
      proxy = await startTlsProxy(kind, certificates.address);
    });
    afterEach(async () => {
      await proxy.stop();
      await database.renew();
    });
    after(async () => {
      await database.drop();
      await rm(folder, { recursive: true });
    });

    function connection(how: Pick<ServerConnection, 'tls' | 'caFile'>): ServerConnection {
      if (database.connection.kind === 'sqlite') throw new Error('This is another database.');
      return { ...database.connection, port: proxy.port, ...how };
    }

    for (const how of ['verified', 'encrypted'] as const) {
      it(`copies rows through it: ${how}`, async () => {
        const caFile = how === 'verified' ? ownAuthority : undefined;
        const target = await openTarget(connection({ tls: how, caFile }), undefined);
        const wanted = [planOf([field('Name', 'text', '1')])];
        const changes = await target.schemaChanges(wanted, new Map(), never);
        await target.applySchema(changes, never);
        const writer = await target.startWriting('test', never);
        for (const plan of [...changes.plans, ...changes.plans]) {
          await writer.write({ plan, deletions: [], records, readAt: 1 }, never);
        }
        await writer.close();
        await target.close();
        assert.deepEqual(proxy.protocols, ['TLSv1.3']);
        const sent = records.reduce((sum, { id, Name }) => sum + Buffer.byteLength(JSON.stringify([id, Name])), 0);
        assert.ok(proxy.forwarded() > sent, `${proxy.forwarded()} bytes`);
        const rows = await database.sql('select count(*) as n from "Things" where "Name" like \'Größe %\'');
        assert.equal(Number(rows[0]?.['n']), records.length);
      });
    }

    it('says a word to no server whose certificate is of another authority', async () => {
      for (const caFile of [otherAuthority, undefined]) {
        await assert.rejects(openTarget(connection({ tls: 'verified', caFile }), 'secret'), (error) => {
          return error instanceof InputError && error.field === 'caFile' && error.message.includes('not to be trusted');
        });
      }
      assert.equal(proxy.forwarded(), 0);
    });

    it('does not take the certificate of one host for that of another', async () => {
      await writeFile(elsewhereAuthority, certificates.elsewhere.cert);
      const other = await startTlsProxy(kind, certificates.elsewhere);
      const place = { ...connection({ tls: 'verified', caFile: elsewhereAuthority }), port: other.port };
      await assert.rejects(openTarget(place, 'secret'), (error) => {
        return error instanceof InputError && error.field === 'caFile' && error.message.includes('check the host');
      });
      assert.equal(other.forwarded(), 0);
      await other.stop();
    });

    it('gives nothing away to a server that does not speak it', async () => {
      if (database.connection.kind === 'sqlite') return;
      const plain = { ...database.connection, tls: 'encrypted' } as const;
      await assert.rejects(openTarget(plain, 'secret'), (error) => {
        return error instanceof InputError && error.field === 'tls';
      });
    });
  });
}
