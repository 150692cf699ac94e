// Builders of the store's rows: whole and plausible, with what a test cares about laid over.
import type { AuditEvent } from '../../../electron/domain/audit-event';
import type { Anchor, Credential, Identity, Key, KeyGroup, Role } from '../../../electron/domain/entities';
import type { Job, JobStep } from '../../../electron/domain/job-entities';
import { idOf } from './views';

const at = '2026-03-01T09:00:00.000Z';

export function identityRow(over: Partial<Identity> = {}): Identity {
  return {
    id: idOf(0x10),
    name: 'alice',
    fullName: 'Alice Archer',
    roleIds: [idOf(0xa001)],
    status: 'enabled',
    password: { algorithm: 'scrypt', n: 16384, r: 8, p: 1, salt: 'c2FsdA==', hash: 'aGFzaA==' },
    signingKey: {
      algorithm: 'Ed25519',
      publicKeyDer: 'cHVibGlj',
      sealedPrivateKey: { salt: 'c2FsdA==', iv: 'aXY=', tag: 'dGFn', ciphertext: 'Y2lwaGVy' },
      enrolledAt: at,
      enrolmentSignature: 'c2lnbmF0dXJl',
    },
    passwordHistory: [],
    mustChangePassword: false,
    secondFactor: null,
    closedKeys: [],
    resetBy: [],
    mayDecideFrom: null,
    revision: 1,
    createdAt: at,
    ...over,
  };
}

export function roleRow(over: Partial<Role> = {}): Role {
  return {
    id: idOf(0xa001),
    name: 'Administrator',
    type: 'Administrative',
    description: 'Manages identities and roles.',
    loginsRequired: 2,
    permissions: ['Identities:View'],
    excludes: [],
    builtIn: true,
    revision: 1,
    ...over,
  };
}

export function credentialRow(over: Partial<Credential> = {}): Credential {
  return {
    id: idOf(0x100),
    name: 'payments-prod',
    service: 'Amazon Web Services',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'eu-central-1',
    endpoint: { kind: 'aws' },
    accountId: '111122223333',
    callerArn: 'arn:aws:iam::111122223333:user/kmes-console',
    createdAt: at,
    createdBy: idOf(0x10),
    ...over,
  };
}

export function groupRow(over: Partial<KeyGroup> = {}, name = 'payments-eu'): KeyGroup {
  return {
    id: idOf(0x200),
    revision: 1,
    template: {
      name,
      service: 'Amazon Web Services',
      credentialId: idOf(0x100),
      keyType: 'AES',
      keyLength: 'AES-256',
      keyUsage: 'Encrypt + Decrypt',
      rotateKey: false,
      rotateEvery: null,
      keepKeyValidFor: null,
      owner: '',
      notes: '',
      alias: 'alias/payments-eu',
      description: '',
      region: 'eu-central-1',
      activeKeyId: null,
      policy: null,
      tags: [],
      rotationMethod: 'new-key',
      materialExpiresInDays: null,
      wrappingAlgorithm: 'AUTO',
      wrappingKeySpec: 'RSA_4096',
    } as KeyGroup['template'],
    activeKeyId: null,
    activeKeyArn: null,
    createdAt: at,
    createdBy: idOf(0x10),
    changedAt: at,
    changedBy: idOf(0x10),
    lastRotatedAt: null,
    ...over,
  };
}

export function keyRow(over: Partial<Key> = {}): Key {
  return {
    id: idOf(0x300),
    groupId: idOf(0x200),
    name: 'payments-eu #1',
    generation: 1,
    state: 'Generated',
    hsmReference: 'ab'.repeat(16),
    checkValue: null,
    kmsKeyId: null,
    kmsKeyArn: null,
    keyMaterialId: null,
    wrappingAlgorithm: null,
    wrappingKeySpec: null,
    createdAt: at,
    importedAt: null,
    activatedAt: null,
    supersededAt: null,
    validUntil: null,
    materialExpiresAt: null,
    jobId: null,
    awsRequestId: null,
    ...over,
  };
}

export function jobRow(over: Partial<Job> = {}): Job {
  return {
    id: idOf(0x400),
    kind: 'force-rotate',
    name: 'Force Rotate payments-eu',
    status: 'Queued',
    groupId: idOf(0x200),
    target: 'payments-eu',
    input: { groupId: idOf(0x200) },
    grant: {
      source: 'no-approval-needed',
      operation: 'key-group.force-rotate',
      commandDigest: '0'.repeat(64),
      requestId: null,
      grantedAt: at,
    },
    justification: 'Yearly rotation',
    startedBy: [idOf(0x10)],
    queuedAt: at,
    startedAt: null,
    finishedAt: null,
    nextAttemptAt: null,
    error: null,
    stepsDone: 0,
    stepsTotal: 4,
    ...over,
  };
}

export function stepRow(over: Partial<JobStep> = {}): JobStep {
  return {
    jobId: idOf(0x400),
    index: 0,
    kind: 'generate-key',
    status: 'pending',
    certainty: null,
    attempts: 0,
    reference: null,
    intent: null,
    result: null,
    lookup: null,
    plannedAt: null,
    doneAt: null,
    awsRequestIds: [],
    ...over,
  };
}

export function anchorRow(over: Partial<Anchor> = {}): Anchor {
  return {
    sequence: 1,
    hash: 'a'.repeat(64),
    at,
    algorithm: 'ECDSA_SHA_256',
    keyFingerprint: 'b'.repeat(64),
    signature: 'c2lnbmF0dXJl',
    ...over,
  };
}

export function auditEvent(over: Partial<AuditEvent> = {}): AuditEvent {
  return { event: 'key-group.changed', category: 'Key groups', outcome: 'success', ...over };
}
