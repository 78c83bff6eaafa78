import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';

import { RetriableError } from '../../../errors.ts';
import type { SessionLock } from '../sqlSession.ts';

/** Who has not been heard of for so long is gone, as far as can be told from another computer. */
const staleAfterMs = 60_000;
const heartbeatMs = 10_000;

interface Holder {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly heartbeat_at: number;
}

/**
 * A row that says who writes, with a heartbeat, as SQLite has no locks that outlast a transaction. Each transaction makes
 * sure that the row is still ours, so that a holder that was taken for dead writes nothing more.
 */
export function takeLockRow(database: DatabaseSync, name: string, file: string): SessionLock {
  const owner = randomUUID();
  database.exec(`create table if not exists "_zoho_locks"
    (name text primary key not null, owner text not null, host text not null, pid integer not null, heartbeat_at integer not null)`);
  database.exec('begin immediate');
  try {
    const holder = database.prepare('select * from "_zoho_locks" where name = ?').get(name) as Holder | undefined;
    if (holder && isAlive(holder)) throw lockedBy(holder, file);
    database
      .prepare('insert or replace into "_zoho_locks" (name, owner, host, pid, heartbeat_at) values (?, ?, ?, ?, ?)')
      .run(name, owner, hostname(), process.pid, Date.now());
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
  return heldLock(database, owner, file);
}

/** Whether anybody, us included, holds any name. */
export function isBeingWritten(database: DatabaseSync): boolean {
  if (!database.prepare("select 1 from sqlite_master where name = '_zoho_locks'").get()) return false;
  return (database.prepare('select * from "_zoho_locks"').all() as unknown as readonly Holder[]).some(isAlive);
}

function heldLock(database: DatabaseSync, owner: string, file: string): SessionLock {
  const beat = database.prepare('update "_zoho_locks" set heartbeat_at = ? where owner = ?');
  const timer = setInterval(() => {
    // Within a transaction the row is touched anyway, and a busy file is no reason to fail here.
    if (!database.isOpen) clearInterval(timer);
    else if (!database.isTransaction) attempt(() => beat.run(Date.now(), owner));
  }, heartbeatMs).unref();
  return {
    check() {
      const isOurs = Number(beat.run(Date.now(), owner).changes) === 1;
      const message = `Another run has taken over writing into ${file}, as this one was not heard of for a minute. Run the job again when the other is done.`;
      return isOurs ? Promise.resolve() : Promise.reject(new RetriableError(message));
    },
    release() {
      clearInterval(timer);
      if (database.isOpen) database.prepare('delete from "_zoho_locks" where owner = ?').run(owner);
      return Promise.resolve();
    },
  };
}

function isAlive({ host, pid, heartbeat_at: heartbeatAt }: Holder): boolean {
  if (Date.now() - heartbeatAt > staleAfterMs) return false;
  if (host !== hostname()) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function lockedBy({ host, pid }: Holder, file: string): RetriableError {
  return new RetriableError(
    `Another run (process ${pid} on ${host}) is writing into ${file}. Try again when it is done.`,
    heartbeatMs,
  );
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // The next beat comes soon.
  }
}
