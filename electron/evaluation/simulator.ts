// The simulated account: checks who asks, plans what goes wrong, runs the operation and keeps the effect, apart from HTTP.
import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from './aws-error';
import { FaultPlan, type Fault } from './control/fault-plan';
import type { WrappingKeyPool } from './crypto/wrapping-key-pool';
import { parseKeyReference, keyArn } from './model/arns';
import { allOperations } from './operations/all-operations';
import { RegionRecords } from './operations/region-records';
import { RequestInput } from './protocol/request-input';
import { readSignatureClaim, verifySignature, type SignatureClaim, type SignedRequest } from './protocol/sigv4';
import {
  jsonAnswer,
  jsonError,
  queryAnswer,
  queryError,
  type WireAnswer,
  type WireProtocol,
} from './protocol/wire-answer';
import { requestQuotas, RequestQuotas } from './quotas';
import type { SimulatorClock } from './simulator-clock';
import { defaultSettings, type SimulatorSettings } from './simulator-settings';
import type { SimulatorStore } from './state/simulator-store';

/** One request as it was answered, for tests that count calls. */
export interface RecordedCall {
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly requestId: string;
  readonly atMs: number;
  /** null while it is under way, or when its answer was dropped. */
  readonly status: number | null;
  readonly error: string | null;
}

const MAX_RECORDED_CALLS = 20_000;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** `drop`: the connection is to be cut without an answer. */
export type Outcome = WireAnswer | 'drop';

interface Call {
  readonly operation: string;
  readonly claim: SignatureClaim;
  readonly requestId: string;
  readonly protocol: WireProtocol;
  readonly userArn: string;
  readonly body: Buffer;
}

export class Simulator {
  readonly faults = new FaultPlan();
  readonly quotas = new RequestQuotas(requestQuotas);
  readonly calls: RecordedCall[] = [];
  #settings: SimulatorSettings = defaultSettings;

  constructor(
    readonly store: SimulatorStore,
    readonly clock: SimulatorClock,
    private readonly wrappingKeys: WrappingKeyPool,
  ) {}

  get settings(): SimulatorSettings {
    return this.#settings;
  }

  change(settings: Partial<SimulatorSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
    this.store.lagMs = this.#settings.lagMs;
  }

  /** Answers one HTTP request; never rejects. */
  async answer(request: SignedRequest, requestId: string = randomUUID()): Promise<Outcome> {
    const protocol = protocolOf(request);
    try {
      return await this.#run(this.#accept(request, requestId, protocol));
    } catch (thrown) {
      return errorAnswer(thrown, protocol, requestId);
    }
  }

  /** Checks the signature and finds out which operation is meant. */
  #accept(request: SignedRequest, requestId: string, protocol: WireProtocol): Call {
    const claim = readSignatureClaim(request.headers);
    const accessKey = this.store.get('accessKey', '', claim.accessKeyId, 'current');
    if (accessKey === null || request.headers['x-amz-security-token'] !== undefined) {
      throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
    }
    const service = protocol === 'aws-query' ? 'sts' : 'kms';
    if (claim.service !== service) {
      throw new AwsError('InvalidSignatureException', `Credential should be scoped to correct service: '${service}'. `);
    }
    if (!REGION.test(claim.region)) {
      throw new AwsError('InvalidSignatureException', 'Credential should be scoped to a valid region. ');
    }
    verifySignature(request, claim, accessKey.secretAccessKey, this.clock.nowMs());
    const userArn = `arn:aws:iam::${this.store.account.accountId}:user/${accessKey.userName}`;
    return { operation: operationOf(request, protocol), claim, requestId, protocol, userArn, body: request.body };
  }

  async #run(call: Call): Promise<Outcome> {
    const recorded = this.#record(call);
    const faults = this.faults.next(call.operation);
    try {
      if ((await this.#applyFaults(faults, 'before', call)) === 'drop') return 'drop';
      const answer = await this.#effect(call);
      if ((await this.#applyFaults(faults, 'after', call)) === 'drop') return 'drop';
      recorded({ status: answer.status });
      return answer;
    } catch (thrown) {
      const answer = errorAnswer(thrown, call.protocol, call.requestId);
      recorded({ status: answer.status, error: thrown instanceof AwsError ? thrown.awsName : 'KMSInternalException' });
      return answer;
    }
  }

  async #effect(call: Call): Promise<WireAnswer> {
    const { region } = call.claim;
    if (this.#settings.quotas && !this.quotas.take(region, call.operation, this.clock.nowMs())) throw throttled();
    if (call.protocol === 'aws-query') return this.#callerIdentity(call);
    const operation = allOperations[call.operation];
    if (operation === undefined) throw new AwsError('UnknownOperationException', '');
    const { accountId, tokenSecret } = this.store.account;
    const nowMs = this.clock.nowMs();
    const members = await operation(new RequestInput(parseMembers(call.body)), {
      nowMs,
      accountId,
      region,
      requestId: call.requestId,
      records: new RegionRecords(this.store, accountId, region, nowMs),
      wrappingKeys: this.wrappingKeys,
      tokenSecret: Buffer.from(tokenSecret, 'base64'),
      settings: this.#settings,
    });
    // What is answered has happened for good.
    await this.store.flush();
    return jsonAnswer(members);
  }

  #callerIdentity(call: Call): WireAnswer {
    if (call.operation !== 'GetCallerIdentity') {
      throw new AwsError('InvalidAction', `Could not find operation ${call.operation} for version 2011-06-15`);
    }
    const userId = `AIDA${createHash('sha256').update(call.userArn).digest('hex').slice(0, 16).toUpperCase()}`;
    const result = { Arn: call.userArn, UserId: userId, Account: this.store.account.accountId };
    return queryAnswer(call.operation, result, call.requestId);
  }

  async #applyFaults(faults: readonly Fault[], when: 'before' | 'after', call: Call): Promise<'drop' | 'go-on'> {
    for (const fault of faults) {
      if (('when' in fault ? fault.when : 'before') !== when) continue;
      if (fault.kind === 'drop') return 'drop';
      if (fault.kind === 'hold') await this.faults.hold();
      if (fault.kind === 'delay') await new Promise((done) => setTimeout(done, fault.delayMs));
      if (fault.kind === 'server-error') throw new AwsError('KMSInternalException', '', 500);
      if (fault.kind === 'throttle') throw throttled();
      if (fault.kind === 'error') throw new AwsError(fault.name, fault.message, fault.status);
      if (fault.kind === 'deny') throw this.#denied(call);
    }
    return 'go-on';
  }

  /** As IAM says it: who, which action, on what. */
  #denied(call: Call): AwsError {
    const action = call.protocol === 'aws-query' ? `sts:${call.operation}` : `kms:${call.operation}`;
    return new AwsError(
      'AccessDeniedException',
      `User: ${call.userArn} is not authorized to perform: ${action} on resource: ${this.#resourceOf(call)} ` +
        `because no identity-based policy allows the ${action} action`,
    );
  }

  #resourceOf(call: Call): string {
    if (call.protocol === 'aws-query') return '*';
    const { KeyId: keyId, TargetKeyId: target } = parseMembers(call.body);
    const named = typeof keyId === 'string' ? keyId : target;
    if (typeof named !== 'string') return '*';
    const { accountId } = this.store.account;
    const reference = parseKeyReference(named, accountId, call.claim.region);
    return reference.kind === 'key' ? keyArn(accountId, call.claim.region, reference.keyId) : named;
  }

  #record(call: Call): (end: { status: number; error?: string }) => void {
    const started: RecordedCall = {
      operation: call.operation,
      region: call.claim.region,
      accessKeyId: call.claim.accessKeyId,
      requestId: call.requestId,
      atMs: this.clock.nowMs(),
      status: null,
      error: null,
    };
    if (this.calls.length >= MAX_RECORDED_CALLS) this.calls.shift();
    this.calls.push(started);
    return ({ status, error }) => {
      const index = this.calls.lastIndexOf(started);
      if (index >= 0) this.calls[index] = { ...started, status, error: error ?? null };
    };
  }
}

function throttled(): AwsError {
  return new AwsError('ThrottlingException', 'Rate exceeded');
}

function protocolOf(request: SignedRequest): WireProtocol {
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('application/x-www-form-urlencoded') ? 'aws-query' : 'aws-json';
}

function operationOf(request: SignedRequest, protocol: WireProtocol): string {
  if (protocol === 'aws-query') return new URLSearchParams(request.body.toString('utf8')).get('Action') ?? '';
  const [, operation] = /^TrentService\.([A-Za-z]+)$/.exec(request.headers['x-amz-target'] ?? '') ?? [];
  if (operation === undefined) throw new AwsError('UnknownOperationException', '');
  return operation;
}

function parseMembers(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const members: unknown = JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
    if (typeof members === 'object' && members !== null && !Array.isArray(members)) {
      return members as Record<string, unknown>;
    }
  } catch {
    // Said below, as for any other body that is no JSON object.
  }
  throw new AwsError('SerializationException', 'Request body is not a JSON object.');
}

function errorAnswer(thrown: unknown, protocol: WireProtocol, requestId: string): WireAnswer {
  const error = thrown instanceof AwsError ? thrown : new AwsError('KMSInternalException', '', 500);
  return protocol === 'aws-query' ? queryError(error, requestId) : jsonError(error);
}
