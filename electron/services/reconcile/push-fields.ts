// How one field in AWS is read, compared and set when the console's side is pushed.
import type { PushAct } from '../../../shared/drift-push';
import { samePolicyMeaning } from '../../domain/policy-meaning';
import type { CloudKms } from '../../ports/cloud-kms';
import type { Drift } from '../../../shared/schemas/reconcile';

export interface PushedField {
  /** Audit event. */
  readonly event: string;
  /** What AWS has now; null: nothing. */
  read(kms: CloudKms): Promise<string | null>;
  /** What it had when it was approved, and what it shall have. */
  readonly from: string | null;
  readonly to: string | null;
  same(a: string | null, b: string | null): boolean;
  set(kms: CloudKms): Promise<string | null>;
}

const equal = (a: string | null, b: string | null): boolean => a === b;
const request = async (answer: Promise<{ readonly awsRequestId: string | null }>): Promise<string | null> =>
  (await answer).awsRequestId;

/** Every act but the import, which is no field. */
export function pushedField(act: Exclude<PushAct, 'import'>, drift: Drift): PushedField {
  const keyId = drift.kmsKeyId ?? '';
  const { ours, aws } = drift;
  const subject = drift.subject ?? '';
  const state = async (kms: CloudKms): Promise<string> => (await kms.describeKey(keyId)).state;
  const plain = { from: aws, to: ours, same: equal };
  switch (act) {
    case 'set-description': {
      const suffix = drift.detail ?? '';
      return {
        event: 'kms.description-set',
        read: async (kms) => (await kms.describeKey(keyId)).description,
        ...{ from: `${aws ?? ''}${suffix}`, to: described(ours ?? '', suffix), same: equal },
        set: (kms) => request(kms.updateKeyDescription(keyId, described(ours ?? '', suffix))),
      };
    }
    case 'set-policy':
      return {
        event: 'kms.policy-set',
        read: (kms) => kms.getKeyPolicy(keyId),
        ...{ from: aws, to: ours, same: (a, b) => a !== null && b !== null && samePolicyMeaning(a, b) },
        set: (kms) => request(kms.putKeyPolicy(keyId, ours ?? '')),
      };
    case 'set-tag':
    case 'remove-tag':
      return {
        event: act === 'set-tag' ? 'kms.tag-set' : 'kms.tag-removed',
        read: async (kms) => (await kms.listResourceTags(keyId))?.find(({ key }) => key === subject)?.value ?? null,
        ...plain,
        set: (kms) =>
          request(
            ours === null ? kms.untagResource(keyId, subject) : kms.tagResource(keyId, { key: subject, value: ours }),
          ),
      };
    case 'create-alias':
    case 'move-alias':
      return {
        event: 'kms.alias-set',
        read: async (kms) => (await kms.findAlias(subject))?.targetKeyId ?? null,
        ...plain,
        set: (kms) =>
          request(act === 'create-alias' ? kms.createAlias(subject, keyId) : kms.updateAlias(subject, keyId)),
      };
    case 'cancel-deletion':
      // AWS KMS: CancelKeyDeletion ends in Disabled, or in pending import where material is missing.
      return {
        event: 'kms.key-deletion-cancelled',
        read: state,
        ...{
          from: 'PendingDeletion',
          to: 'Disabled',
          same: (a, b) => a === b || (a === 'PendingImport' && b === 'Disabled'),
        },
        set: (kms) => request(kms.cancelKeyDeletion(keyId)),
      };
    case 'enable':
      return {
        event: 'kms.key-enabled',
        read: state,
        ...{ from: 'Disabled', to: 'Enabled', same: equal },
        set: (kms) => request(kms.enableKey(keyId)),
      };
    case 'disable':
      return {
        event: 'kms.key-disabled',
        read: state,
        ...{ from: 'Enabled', to: 'Disabled', same: equal },
        set: (kms) => request(kms.disableKey(keyId)),
      };
  }
}

/** The reference of the step that made the key stays behind what people wrote. */
const described = (text: string, suffix: string): string =>
  text === '' ? suffix.trimStart() : `${text}${padded(suffix)}`;
const padded = (suffix: string): string => (suffix === '' || suffix.startsWith(' ') ? suffix : ` ${suffix}`);
