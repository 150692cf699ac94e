// Request quotas per account, Region and operation, as token buckets of one second.

/** Requests per second (AWS KMS Developer Guide: request quotas). What is not listed is not throttled. */
export const requestQuotas: Readonly<Record<string, number>> = {
  GetParametersForImport: 1,
  ImportKeyMaterial: 15,
  DeleteImportedKeyMaterial: 15,
  RotateKeyOnDemand: 5,
  CreateKey: 5,
  CreateAlias: 5,
  UpdateAlias: 5,
  DeleteAlias: 15,
  EnableKey: 5,
  DisableKey: 5,
  TagResource: 10,
  UntagResource: 5,
  PutKeyPolicy: 15,
  ScheduleKeyDeletion: 15,
  CancelKeyDeletion: 5,
  UpdateKeyDescription: 5,
  ReplicateKey: 5,
  UpdatePrimaryRegion: 5,
  GetKeyLastUsage: 5,
  ListKeyRotations: 100,
  ListKeys: 500,
  ListAliases: 500,
  ListResourceTags: 2000,
  DescribeKey: 2000,
  GetKeyPolicy: 1000,
  GetKeyRotationStatus: 1000,
  GetPublicKey: 2000,
};

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

export class RequestQuotas {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly perSecond: Readonly<Record<string, number>>) {}

  /** Takes one request out of the quota; false when it is used up (ThrottlingException). */
  take(region: string, operation: string, nowMs: number, cost = 1): boolean {
    const rate = this.perSecond[operation];
    if (rate === undefined) return true;
    const name = `${region}/${operation}`;
    const bucket = this.#buckets.get(name) ?? { tokens: rate, filledAtMs: nowMs };
    this.#buckets.set(name, bucket);
    // A clock that was set back fills nothing.
    const gained = (Math.max(nowMs - bucket.filledAtMs, 0) / 1000) * rate;
    bucket.tokens = Math.min(rate, bucket.tokens + gained);
    bucket.filledAtMs = nowMs;
    if (bucket.tokens < cost) return false;
    bucket.tokens -= cost;
    return true;
  }
}
