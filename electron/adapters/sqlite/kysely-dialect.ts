// Kysely over one open connection. Transactions are the store's own business and are not begun through Kysely.
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { StoreTables } from './store-tables';
import type { SqliteConnection } from './sqlite-connection';

export type StoreQueries = Kysely<StoreTables>;

/** Typed queries on a connection. Closing it stays with its owner: destroying the Kysely instance closes nothing. */
export function queriesOn(connection: SqliteConnection): StoreQueries {
  return new Kysely<StoreTables>({ dialect: dialectOf(connection) });
}

function dialectOf(connection: SqliteConnection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driverOf(connection),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function driverOf(connection: SqliteConnection): Driver {
  const only: DatabaseConnection = {
    executeQuery: (query) => execute(connection, query),
    streamQuery: () => {
      throw new Error('long results are read in batches');
    },
  };
  const ownTransactions = (): Promise<never> => Promise.reject(new Error('transactions are begun by the store'));
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(only),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: ownTransactions,
    commitTransaction: ownTransactions,
    rollbackTransaction: ownTransactions,
    destroy: () => Promise.resolve(),
  };
}

const changing: ReadonlySet<string> = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

async function execute<R>(
  connection: SqliteConnection,
  { query, sql, parameters }: CompiledQuery,
): Promise<QueryResult<R>> {
  const returnsRows = !changing.has(query.kind) || ('returning' in query && Boolean(query.returning));
  if (returnsRows) return { rows: (await connection.all(sql, parameters)) as R[] };
  const { changes, lastInsertId } = await connection.run(sql, parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertId) };
}
