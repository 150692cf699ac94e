// All records of the simulated account, in memory and on disk, with reads that may lag behind writes.
import { randomBytes, randomInt } from 'node:crypto';
import type { AccessKeyRecord, AccountRecord, AliasRecord, KeyRecord, LastUsage } from '../model/key-record';
import type { SimulatorClock } from '../simulator-clock';
import { StateFiles, type Change } from './state-files';
import { VersionedTable } from './versioned-table';

interface Records {
  readonly account: AccountRecord;
  readonly accessKey: AccessKeyRecord;
  readonly key: KeyRecord;
  readonly alias: AliasRecord;
  readonly usage: LastUsage;
}
export type TableName = keyof Records;

/** Read of one Region's records; `lagging` readers may see what was true a moment ago. */
export type Freshness = 'current' | 'lagging';

const ACCOUNT_ID = 'account';

export class SimulatorStore {
  readonly #tables = new Map<string, VersionedTable<unknown>>();
  readonly #files: StateFiles;
  /** Eventual consistency: how long a lagging reader may not see a write, in milliseconds of the simulator's clock. */
  lagMs = 0;

  private constructor(
    dir: string,
    private readonly clock: SimulatorClock,
  ) {
    this.#files = new StateFiles(dir, () => this.#wholeState());
    for (const [table, scope, id, value] of this.#files.read()) this.#table(table, scope).put(id, value, 0, 0);
  }

  /** Opens the state kept in `dir`, or begins a new account there. */
  static async open(dir: string, clock: SimulatorClock): Promise<SimulatorStore> {
    const store = new SimulatorStore(dir, clock);
    if (store.get('account', '', ACCOUNT_ID, 'current') === null) {
      store.put('account', '', ACCOUNT_ID, newAccount());
    }
    clock.setOffset(store.account.clockOffsetMs);
    await store.#files.open();
    return store;
  }

  get account(): AccountRecord {
    const account = this.get('account', '', ACCOUNT_ID, 'current');
    if (account === null) throw new Error('The state has no account record.');
    return account;
  }

  updateAccount(change: Partial<AccountRecord>): void {
    this.put('account', '', ACCOUNT_ID, { ...this.account, ...change });
  }

  get<N extends TableName>(table: N, region: string, id: string, freshness: Freshness): Records[N] | null {
    return this.#table(table, region).get(id, this.#asOf(freshness)) as Records[N] | null;
  }

  /** All records of one Region, ordered by their first put. */
  list<N extends TableName>(table: N, region: string, freshness: Freshness): readonly Records[N][] {
    const records = this.#table(table, region);
    const asOfMs = this.#asOf(freshness);
    return [...records.ids()].flatMap((id) => {
      const record = records.get(id, asOfMs) as Records[N] | null;
      return record === null ? [] : [record];
    });
  }

  put<N extends TableName>(table: N, region: string, id: string, value: Records[N] | null): void {
    const nowMs = this.clock.nowMs();
    this.#table(table, region).put(id, value, nowMs, nowMs - this.lagMs);
    this.#files.add([table, region, id, value]);
  }

  /** Notes a use of a key. It costs the use no wait for the disk: AWS's record of it is late as well. */
  noteUsage(region: string, keyId: string, usage: LastUsage): void {
    this.#table('usage', region).put(keyId, usage, 0, 0);
    this.#files.addUnhurried(['usage', region, keyId, usage]);
  }

  /** Resolves once everything put so far is on the disk. */
  flush(): Promise<void> {
    return this.#files.flush();
  }

  close(): Promise<void> {
    return this.#files.close();
  }

  #asOf(freshness: Freshness): number {
    if (freshness === 'current') return Number.POSITIVE_INFINITY;
    return this.lagMs === 0 ? Number.POSITIVE_INFINITY : this.clock.nowMs() - this.lagMs;
  }

  #table(table: string, scope: string): VersionedTable<unknown> {
    const name = `${table}/${scope}`;
    const found = this.#tables.get(name) ?? new VersionedTable<unknown>();
    this.#tables.set(name, found);
    return found;
  }

  #wholeState(): readonly Change[] {
    return [...this.#tables].flatMap(([name, table]) => {
      const slash = name.indexOf('/');
      return [...table.ids()].flatMap((id): Change[] => {
        const value = table.get(id, Number.POSITIVE_INFINITY);
        return value === null ? [] : [[name.slice(0, slash), name.slice(slash + 1), id, value]];
      });
    });
  }
}

function newAccount(): AccountRecord {
  return {
    // Twelve digits like AWS's own, beginning with zeros so that a person sees it is none.
    accountId: `0000${String(randomInt(1, 100_000_000)).padStart(8, '0')}`,
    tokenSecret: randomBytes(32).toString('base64'),
    clockOffsetMs: 0,
    port: null,
  };
}
