/**
 * The little SQL that the store needs, so that its statements are written once for SQLite and PostgreSQL. Parameters are
 * $1, $2, … in both; times are epoch milliseconds in BIGINT; truth is 0 or 1.
 */

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Sql {
  /** The rows of a statement, those of RETURNING included. */
  all(text: string, parameters?: readonly Value[]): Promise<readonly Row[]>;
}

export interface Database extends Sql {
  /**
   * Everything or nothing, and on disk when it resolves. Two transactions of the same `key` run one after the other,
   * over all instances; rejects with what `work` rejects with.
   */
  transaction<T>(key: string, work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
