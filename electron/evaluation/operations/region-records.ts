// The keys and aliases of one Region as operations see them: settled by time, found by any kind of KeyId.
import { notFound } from '../aws-error';
import { aliasArn, keyArn, parseKeyReference, type KeyReference } from '../model/arns';
import type { AliasRecord, KeyRecord, LastUsage } from '../model/key-record';
import { isDeleted, settleKey } from '../model/key-state';
import { waitingBegun } from '../model/multi-region';
import type { Freshness, SimulatorStore } from '../state/simulator-store';

export class RegionRecords {
  constructor(
    private readonly store: SimulatorStore,
    readonly accountId: string,
    readonly region: string,
    private readonly nowMs: number,
  ) {}

  /** The same account in another Region. */
  elsewhere(region: string): RegionRecords {
    return new RegionRecords(this.store, this.accountId, region, this.nowMs);
  }

  arn(keyId: string): string {
    return keyArn(this.accountId, this.region, keyId);
  }

  /** The key a KeyId parameter names: by id or ARN, and where `aliases` says so by alias. */
  resolve(keyId: string, aliases: 'aliases' | 'no-aliases'): KeyRecord {
    const reference = parseKeyReference(keyId, this.accountId, this.region);
    if (reference.kind === 'alias' && aliases === 'no-aliases') throw notFound(`Invalid keyId '${keyId}'`);
    // A lagging reader decides whether the key is there at all; what is done to it is done to its current record.
    return this.#visible(reference);
  }

  /** As `resolve`, for operations that change the key: what they change is its current record. */
  resolveForChange(keyId: string): KeyRecord {
    const seen = this.resolve(keyId, 'no-aliases');
    const current = this.key(seen.keyId, 'current');
    if (current === null) throw notFound(`Key '${this.arn(seen.keyId)}' does not exist`);
    return current;
  }

  #visible(reference: KeyReference): KeyRecord {
    const keyId = reference.kind === 'key' ? reference.keyId : this.#aliasTarget(reference.aliasName);
    const key = this.key(keyId, 'lagging');
    if (key === null) throw notFound(`Key '${this.arn(keyId)}' does not exist`);
    return key;
  }

  #aliasTarget(aliasName: string): string {
    const alias = this.alias(aliasName, 'lagging');
    if (alias === null) throw notFound(`Alias ${aliasArn(this.accountId, this.region, aliasName)} is not found.`);
    return alias.targetKeyId;
  }

  key(keyId: string, freshness: Freshness): KeyRecord | null {
    const record = this.store.get('key', this.region, keyId, freshness);
    return record === null ? null : this.#settled(record);
  }

  keys(freshness: Freshness): readonly KeyRecord[] {
    return this.store.list('key', this.region, freshness).flatMap((record) => this.#settled(record) ?? []);
  }

  /** Settled by time, and with the replicas that its primary still has. */
  #settled(record: KeyRecord): KeyRecord | null {
    if (record.multiRegion === null) return settleKey(record, this.nowMs);
    const { primaryRegion } = record.multiRegion;
    const primary = this.store.get('key', primaryRegion, record.keyId, 'current') ?? record;
    const replicas = (primary.multiRegion?.replicaRegions ?? []).flatMap(
      (region) => this.store.get('key', region, record.keyId, 'current') ?? [],
    );
    const replicaRegions = replicas.filter((replica) => !isDeleted(replica, this.nowMs)).map(({ region }) => region);
    const related: KeyRecord = { ...record, multiRegion: { primaryRegion, replicaRegions } };
    return settleKey(record.region === primaryRegion ? waitingBegun(related, replicas) : related, this.nowMs);
  }

  putKey(key: KeyRecord): void {
    this.store.put('key', this.region, key.keyId, key);
  }

  lastUsage(keyId: string): LastUsage | null {
    return this.store.get('usage', this.region, keyId, 'current');
  }

  noteUsage(keyId: string, usage: LastUsage): void {
    this.store.noteUsage(this.region, keyId, usage);
  }

  /** The alias, unless its key's deletion took it along. */
  alias(aliasName: string, freshness: Freshness): AliasRecord | null {
    const alias = this.store.get('alias', this.region, aliasName, freshness);
    return alias !== null && this.key(alias.targetKeyId, 'current') !== null ? alias : null;
  }

  aliases(freshness: Freshness): readonly AliasRecord[] {
    return this.store
      .list('alias', this.region, freshness)
      .filter((alias) => this.key(alias.targetKeyId, 'current') !== null);
  }

  putAlias(alias: AliasRecord): void {
    this.store.put('alias', this.region, alias.aliasName, alias);
  }

  removeAlias(aliasName: string): void {
    this.store.put('alias', this.region, aliasName, null);
  }
}
