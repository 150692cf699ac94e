// Builders of what main answers to the window: whole and plausible, with what a test cares about laid over.
import type { AuditEntryView } from '../../../shared/schemas/audit';
import type { CredentialView } from '../../../shared/schemas/credentials';
import type { JobDetails, JobStepView, JobView } from '../../../shared/schemas/jobs';
import type { KeyGroupView, KeyView, RotationPreview } from '../../../shared/schemas/key-groups';

/** A row id that says which one it is: `idOf(7)` is 00…07. */
export const idOf = (number: number): string => number.toString(16).padStart(32, '0');

export function aCredential(over: Partial<CredentialView> = {}): CredentialView {
  return {
    id: idOf(0x100),
    name: 'payments-prod',
    service: 'Amazon Web Services',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    region: 'eu-central-1',
    endpoint: null,
    simulator: false,
    accountId: '111122223333',
    callerArn: 'arn:aws:iam::111122223333:user/kmes-console',
    createdAt: '2026-02-01T09:00:00.000Z',
    createdBy: 'alice',
    usedByGroups: 1,
    ...over,
  };
}

export function aKeyGroup(over: Partial<KeyGroupView> = {}): KeyGroupView {
  return {
    id: idOf(0x200),
    revision: 1,
    name: 'payments-eu',
    keySpec: 'SYMMETRIC_DEFAULT',
    credentialId: idOf(0x100),
    credentialName: 'payments-prod',
    rotateKey: true,
    rotateEvery: { count: 90, unit: 'days' },
    keepKeyValidFor: { count: 1, unit: 'years' },
    owner: 'Payments',
    notes: '',
    alias: 'alias/payments-eu',
    description: 'Card data of the European shops',
    region: 'eu-central-1',
    activeKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
    policy: null,
    tags: [{ key: 'team', value: 'payments' }],
    rotationMethod: 'same-key',
    materialExpiresInDays: null,
    wrappingAlgorithm: 'AUTO',
    wrappingKeySpec: 'RSA_4096',
    state: 'Active',
    accountId: '111122223333',
    simulator: false,
    keyCount: 2,
    lastRotatedAt: '2026-02-20T09:00:00.000Z',
    nextRotationAt: '2026-05-21T09:00:00.000Z',
    createdAt: '2026-02-01T09:30:00.000Z',
    createdBy: 'alice',
    changedAt: '2026-02-01T09:30:00.000Z',
    changedBy: 'alice',
    openJobId: null,
    ...over,
  };
}

export function aKey(over: Partial<KeyView> = {}): KeyView {
  return {
    id: idOf(0x300),
    groupId: idOf(0x200),
    name: 'payments-eu #2',
    generation: 2,
    state: 'Active',
    hsmReference: '9f1c2e3d4b5a69788796a5b4c3d2e1f0',
    checkValue: { method: 'AES-ECB of 16 zero bytes, first 3 bytes', value: '5A3C1F' },
    kmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
    kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    keyMaterialId: '0b7fd7ddbac6eef27907413567cad8c810e2883dc8a7534067a82ee1142fc1e6',
    wrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    wrappingKeySpec: 'RSA_4096',
    createdAt: '2026-02-20T08:59:50.000Z',
    importedAt: '2026-02-20T08:59:58.000Z',
    activatedAt: '2026-02-20T09:00:00.000Z',
    supersededAt: null,
    validUntil: '2027-02-20T09:00:00.000Z',
    materialExpiresAt: null,
    jobId: idOf(0x400),
    awsRequestId: 'b6f2c7a0-5d1e-4c55-9e0e-2f6d8c1a7b3e',
    ...over,
  };
}

export function aJob(over: Partial<JobView> = {}): JobView {
  return {
    id: idOf(0x400),
    kind: 'force-rotate',
    name: 'Force rotate payments-eu',
    status: 'Completed',
    stepsDone: 4,
    stepsTotal: 4,
    groupId: idOf(0x200),
    target: 'payments-eu',
    startedBy: ['alice', 'bob'],
    grant: 'no-approval-needed',
    justification: 'Quarterly rotation',
    queuedAt: '2026-02-20T08:59:48.000Z',
    startedAt: '2026-02-20T08:59:49.000Z',
    finishedAt: '2026-02-20T09:00:01.000Z',
    nextAttemptAt: null,
    error: null,
    awsRequestIds: ['5c1a4f0e-7d7e-4a52-8f5f-d7fb3f7d6f61'],
    ...over,
  };
}

export function aJobStep(over: Partial<JobStepView> = {}): JobStepView {
  return {
    index: 0,
    name: 'Generate the key in the HSM',
    status: 'Done',
    certainty: 'done',
    attempts: 1,
    reference: '9f1c2e3d4b5a69788796a5b4c3d2e1f0',
    plannedAt: '2026-02-20T08:59:49.000Z',
    doneAt: '2026-02-20T08:59:50.000Z',
    awsRequestIds: [],
    ...over,
  };
}

export function jobDetailsOf(job: JobView, over: Partial<Omit<JobDetails, 'job'>> = {}): JobDetails {
  const at = job.queuedAt;
  return {
    job,
    steps: [
      aJobStep(),
      aJobStep({ index: 1, name: 'Make the AWS KMS key', awsRequestIds: ['5c1a4f0e-7d7e-4a52-8f5f-d7fb3f7d6f61'] }),
      aJobStep({
        index: 2,
        name: 'Push the key to AWS KMS',
        awsRequestIds: ['0b41bd76-7a7d-4fd1-92c6-9a5a97f4f1ab', 'b6f2c7a0-5d1e-4c55-9e0e-2f6d8c1a7b3e'],
      }),
      aJobStep({
        index: 3,
        name: 'Point the alias to the new key',
        awsRequestIds: ['e2a6e7a2-25d5-4b5f-8c5d-6a0f0dd9f7d3'],
      }),
    ],
    lines: [
      { sequence: 1, at, severity: 'info', text: `Started: ${job.name}.` },
      { sequence: 2, at, severity: 'info', text: 'Generated HSM protected key payments-eu #2 (check value 5A3C1F).' },
      { sequence: 3, at, severity: 'info', text: 'Synchronizing 1 HSM protected key(s)…' },
      { sequence: 4, at, severity: 'info', text: 'Synchronized HSM protected key payments-eu #2.' },
      { sequence: 5, at, severity: 'good', text: 'Successfully synchronized 1 HSM protected key(s).' },
    ],
    actions: [],
    ...over,
  };
}

export function anAuditEntry(over: Partial<AuditEntryView> = {}): AuditEntryView {
  return {
    sequence: 42,
    at: '2026-02-20T08:59:58.000Z',
    category: 'AWS KMS',
    event: 'kms.material-imported',
    severity: 'info',
    outcome: 'success',
    identities: ['alice', 'bob'],
    target: { kind: 'key', id: idOf(0x300), name: 'payments-eu #2' },
    jobId: idOf(0x400),
    awsRequestId: 'b6f2c7a0-5d1e-4c55-9e0e-2f6d8c1a7b3e',
    message: 'Key material of payments-eu #2 was imported into AWS KMS.',
    facts: { region: 'eu-central-1', wrappingAlgorithm: 'RSAES_OAEP_SHA_256', wrappingKeySpec: 'RSA_4096' },
    hash: '6a1f'.repeat(16),
    previousHash: '0c9d'.repeat(16),
    whole: true,
    ...over,
  };
}

export function aRotationPreview(over: Partial<RotationPreview> = {}): RotationPreview {
  return {
    groupId: idOf(0x200),
    groupName: 'payments-eu',
    generation: 1,
    method: 'first-key',
    region: 'eu-central-1',
    accountId: '111122223333',
    alias: 'alias/payments-eu',
    aliasTarget: null,
    currentKeyId: null,
    wrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    wrappingKeySpec: 'RSA_4096',
    simulator: false,
    calls: [
      { system: 'HSM', call: 'C_GenerateKey (CKM_AES_KEY_GEN, 256 bits)', iamAction: null },
      { system: 'AWS KMS', call: 'ListKeys', iamAction: 'kms:ListKeys' },
      { system: 'AWS KMS', call: 'CreateKey (origin EXTERNAL)', iamAction: 'kms:CreateKey' },
      { system: 'AWS KMS', call: 'GetParametersForImport', iamAction: 'kms:GetParametersForImport' },
      { system: 'HSM', call: 'C_WrapKey (RSAES_OAEP_SHA_256, RSA_4096)', iamAction: null },
      { system: 'AWS KMS', call: 'ImportKeyMaterial', iamAction: 'kms:ImportKeyMaterial' },
      { system: 'AWS KMS', call: 'CreateAlias', iamAction: 'kms:CreateAlias' },
    ],
    rotationsLeft: null,
    monthlyPriceChange: 1,
    warnings: ['policy-default'],
    approvalsRequired: 0,
    digest: 'd'.repeat(64),
    ...over,
  };
}
