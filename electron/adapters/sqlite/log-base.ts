// Where the kept part of the log begins: the last entry that retention removed. What lies before is not there any more for any reading,
// also while its rows still wait to be taken out of the file.
import { emptyChain, type ChainHead } from '../../domain/audit-event';
import type { StoreQueries } from './kysely-dialect';

export async function logBase(queries: StoreQueries): Promise<ChainHead> {
  const row = await queries.selectFrom('meta').where('name', '=', 'log-base').select('value').executeTakeFirst();
  if (row === undefined) return emptyChain;
  const [sequence = '', hash = ''] = row.value.split(' ');
  return { sequence: Number(sequence), hash };
}

export async function setLogBase(queries: StoreQueries, { sequence, hash }: ChainHead): Promise<void> {
  const value = `${sequence} ${hash}`;
  await queries
    .insertInto('meta')
    .values({ name: 'log-base', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
