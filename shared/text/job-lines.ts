// The lines of a job, in the wording of the KMES guide. Main writes them into the job, the window shows them as they are.
import type { ErrorShape } from '../errors';

const certaintyWords = {
  'not-done': 'nothing was changed',
  done: 'it took effect',
  unknown: 'it is not known whether it took effect',
} as const;

export const jobLines = {
  started: (name: string) => `Started: ${name}.`,
  resumed: (name: string) => `Resumed: ${name}.`,
  ended: (name: string, status: string) => `${name}: ${status === 'Failed' ? 'failed' : 'needs attention'}.`,
  waitsForHsm: () => 'Waiting for the HSM: log in to it, and the job goes on by itself.',
  stopped: () => 'Stopped with all jobs: it goes on once they are resumed.',
  stepFailed: (step: string, error: ErrorShape) =>
    `${step}: ${error.code}${detail(error)}; ${certaintyWords[error.certainty]}. Reference ${error.ref}.`,
  foundAfterInterruption: (step: string) => `${step}: looked up after an interruption and found done.`,
  lookAgain: (step: string, at: Date) => `${step}: not found yet; looking again at ${at.toISOString()}.`,
  retried: (justification: string) => `Retried by a person: ${justification}`,
  cancelled: (justification: string) => `Cancelled by a person: ${justification}`,
  leftBehind: (what: string) => `Left behind and kept: ${what}.`,
  generated: (name: string, checkValue: string | null) =>
    `Generated HSM protected key ${name}${checkValue === null ? '' : ` (check value ${checkValue})`}.`,
  createdKmsKey: (keyId: string, region: string) => `Created AWS KMS key ${keyId} in ${region}, origin EXTERNAL.`,
  checkedKmsKey: (keyId: string, region: string) => `AWS KMS key ${keyId} in ${region} has never had key material.`,
  synchronizing: (count: number) => `Synchronizing ${count} HSM protected key(s)…`,
  wrapped: (algorithm: string, keySpec: string, sha256: string) =>
    `Wrapped in the HSM with ${algorithm} under AWS's ${keySpec} wrapping key, SHA-256 ${sha256}.`,
  synchronized: (name: string) => `Synchronized HSM protected key ${name}.`,
  synchronizedAll: (count: number) => `Successfully synchronized ${count} HSM protected key(s).`,
  aliasSet: (alias: string, keyId: string) => `Alias ${alias} points to AWS KMS key ${keyId}.`,
  rotatedInPlace: (keyId: string, left: number | null) =>
    `AWS KMS key ${keyId} now uses the new key material${left === null ? '' : `; ${left} rotation(s) in place left`}.`,
  materialDeleted: (name: string, keyId: string) =>
    `Deleted the key material of ${name} from AWS KMS key ${keyId}: the whole KMS key is unusable until it is synchronized. The HSM keeps the material.`,
  enabled: (name: string, keyId: string) => `Enabled AWS KMS key ${keyId} (${name}).`,
  disabled: (name: string, keyId: string) => `Disabled AWS KMS key ${keyId} (${name}).`,
  deletionScheduled: (name: string, keyId: string, days: number, at: string | null) =>
    `Scheduled the deletion of AWS KMS key ${keyId} (${name}) in ${days} days${at === null ? '' : `, at ${at}`}.`,
  deletionCancelled: (name: string, keyId: string) =>
    `Cancelled the deletion of AWS KMS key ${keyId} (${name}): it is Disabled, and works again once it is enabled.`,
  proven: (name: string, keyId: string, awsRequestId: string | null) =>
    `Proven: AWS took the HSM key of ${name} as the material of AWS KMS key ${keyId}${awsRequestId === null ? '' : ` (request ${awsRequestId})`}.`,
  mismatch: (name: string, keyId: string) =>
    `Mismatch: AWS says that the HSM key of ${name} is not the material of AWS KMS key ${keyId}. What that KMS key encrypted cannot be restored from the HSM.`,
  destroyed: (name: string, reference: string, checkValue: string | null) =>
    `Destroyed HSM protected key ${name} (reference ${reference}${checkValue === null ? '' : `, check value ${checkValue}`}): no AWS KMS key lists its material. It cannot be brought back.`,
  pushed: (what: string, value: string) => `${what} in AWS is the console's again${value === '' ? '' : `: ${value}`}.`,
  pushedAll: (count: number) => `Pushed the console's side of ${count} difference(s) into AWS.`,
  keysDone: (count: number) => `Done for ${count} key(s).`,
  notDone: (step: string, code: string) => `Not done: ${step} (${code}).`,
  partly: (done: number, total: number) => `Done for ${done} of ${total} key(s). Retry goes on with the others.`,
} as const;

function detail(error: ErrorShape): string {
  const { awsError, ckr, action } = error.facts;
  const parts = [awsError, ckr, typeof action === 'string' ? `missing ${action}` : null].filter(
    (part) => typeof part === 'string',
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
