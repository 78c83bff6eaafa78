import type { SqlSession } from './sqlSession.ts';

/** Does all of it or nothing. Where the connection is gone, the server undoes it. */
export async function inTransaction<T>(session: SqlSession, work: () => Promise<T>): Promise<T> {
  await session.run({ sql: session.dialect.begin, parameters: [] });
  try {
    const result = await work();
    await session.run({ sql: 'commit', parameters: [] });
    return result;
  } catch (error) {
    await session.run({ sql: 'rollback', parameters: [] }).catch(() => undefined);
    throw error;
  }
}
