import { Readable } from 'node:stream';

import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';

import { FatalError } from '../../../errors.ts';
import type { ServerConnection } from '../../../model/databaseConnection.ts';
import type { Cells } from '../../rowsOfRecord.ts';
import { placeOf } from '../serverErrors.ts';
import { RowsRefusedError } from '../sqlSession.ts';
import type { TextLoad } from '../textLoader.ts';
import { mariadbDialect } from './mariadbDialect.ts';
import { refusesLocalFiles, toProductError } from './mariadbErrors.ts';
import { insertSql, loadSql, rowsFile } from './mergeSql.ts';

/** Parameters of one `insert` without files; servers take at most 65,535. */
const insertParameters = 8_000;

/** Sends rows to a server as a local "file", or, where that is not allowed, in statements of many rows. */
export class RowSender {
  readonly #connection: Connection;
  readonly #description: ServerConnection;
  #takesFiles: boolean;

  constructor(connection: Connection, description: ServerConnection, takesFiles: boolean) {
    this.#connection = connection;
    this.#description = description;
    this.#takesFiles = takesFiles;
  }

  /** As far as is known. */
  get takesFiles(): boolean {
    return this.#takesFiles;
  }

  /** Adds all rows to a table. Rejects with RowsRefusedError for text alone where there are to be no files. */
  async send(load: TextLoad, into: string): Promise<void> {
    if (this.#takesFiles) await this.#loadFile(load, into);
    if (this.#takesFiles) return;
    if (!load.rows) throw new RowsRefusedError('The server takes no files.');
    await this.#insertRows(load, load.rows, into);
  }

  /** The "file" is what our own statement names. With a local file the server only warns of wrong values and double keys. */
  async #loadFile(load: TextLoad, into: string): Promise<void> {
    try {
      const [result] = await this.#connection.query<ResultSetHeader>({
        sql: loadSql(load, into),
        infileStreamFactory: (file) =>
          Readable.from(file === rowsFile ? textOf(load) : this.#refuseFile(file), { objectMode: false }),
      });
      if (result.warningStatus > 0) throw new RowsRefusedError(await this.#firstWarning());
    } catch (error) {
      if (!refusesLocalFiles(error)) throw toProductError(error, this.#description);
      this.#takesFiles = false;
    }
  }

  // A server may ask for any file that it likes, whatever the statement names.
  *#refuseFile(file: string): Iterable<Buffer> {
    yield Buffer.alloc(0);
    const place = placeOf(this.#description);
    throw new FatalError(`${place} asked for a file of this computer, "${file}", and got nothing. Do not trust it.`);
  }

  async #firstWarning(): Promise<string> {
    const [rows] = await this.#connection.query<RowDataPacket[]>('show warnings limit 1');
    return String(rows[0]?.['Message']);
  }

  async #insertRows({ columns }: TextLoad, all: readonly Cells[], into: string): Promise<void> {
    const atOnce = Math.max(1, Math.floor(insertParameters / columns.length));
    for (let at = 0; at < all.length; at += atOnce) {
      const rows = all.slice(at, at + atOnce);
      const values = rows.flatMap((row) =>
        columns.map(({ type }, column) => mariadbDialect.parameter(type, row[column] ?? null)),
      );
      try {
        await this.#connection.execute(insertSql({ columns }, into, rows.length), values);
      } catch (error) {
        throw toProductError(error, this.#description);
      }
    }
  }
}

function* textOf({ text, meanwhile }: TextLoad): Iterable<Buffer> {
  yield* text();
  if (meanwhile) setImmediate(meanwhile);
}
