// What a key group must fulfil before it is stored: rules of its fields, of its policy, and of the groups beside it.
import type { Credential, KeyGroup } from '../../domain/entities';
import { contradiction } from '../../domain/key-group-rules';
import { checkKeyPolicy } from '../../domain/key-policy-check';
import type { CloudKms } from '../../ports/cloud-kms';
import type { StoreReader } from '../../ports/store';
import type { KeySpec } from '../../../shared/aws-terms';
import { ConsoleError } from '../../../shared/errors';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';

/**
 * Throws `input.invalid` (field and rule), `input.policy-malformed`, `input.policy-dangerous`, `input.name-taken` (what: name, alias or
 * activeKeyId), `not-found` (the credential). Returns the credential.
 * @param self id of the group that is changed; null when it is added
 */
export async function checkGroup(tx: StoreReader, input: KeyGroupInput, self: string | null): Promise<Credential> {
  const conflict = contradiction(input);
  if (conflict !== null)
    throw new ConsoleError('input.invalid', { facts: { field: conflict.field, rule: conflict.rule } });
  const credential = await tx.credentials.get(input.credentialId);
  if (credential === null)
    throw new ConsoleError('not-found', { facts: { kind: 'credential', id: input.credentialId } });
  if (input.policy !== null) assertPolicy(input.policy, credential.accountId);
  for (const other of await tx.groups.list()) {
    if (other.id !== self) await assertApart(tx, input, credential, other);
  }
  return credential;
}

/** Errors refuse the policy; warnings were shown and are the officer's to judge. */
export function assertPolicy(policy: string, accountId: string | null): void {
  const worst = checkKeyPolicy(policy, accountId).find((finding) => finding.severity === 'error');
  if (worst === undefined) return;
  const dangerous = worst.code === 'wildcard-principal' || worst.code === 'no-put-key-policy';
  throw new ConsoleError(dangerous ? 'input.policy-dangerous' : 'input.policy-malformed', {
    facts: { finding: worst.code, statement: worst.statement, detail: worst.detail.slice(0, 200) },
  });
}

async function assertApart(
  tx: StoreReader,
  input: KeyGroupInput,
  credential: Credential,
  other: KeyGroup,
): Promise<void> {
  const taken = (what: string, value: string): never => {
    throw new ConsoleError('input.name-taken', { facts: { what, value, group: other.template.name } });
  };
  if (other.template.name.toLowerCase() === input.name.toLowerCase()) taken('name', input.name);
  if (input.activeKeyId !== null && other.activeKeyId === input.activeKeyId) taken('activeKeyId', input.activeKeyId);
  if (other.template.region !== input.region || other.template.alias !== input.alias) return;
  const otherCredential = await tx.credentials.get(other.template.credentialId);
  if (otherCredential !== null && mayShareAccount(credential, otherCredential)) taken('alias', input.alias);
}

/** An alias is unique in an account and Region. Where an account is not known, the same endpoint counts as the same account. */
function mayShareAccount(a: Credential, b: Credential): boolean {
  if (a.accountId !== null && b.accountId !== null) return a.accountId === b.accountId;
  const where = ({ endpoint }: Credential): string => (endpoint.kind === 'custom' ? endpoint.url : endpoint.kind);
  return where(a) === where(b);
}

/** The key that an officer made beforehand: EXTERNAL, and never had material (product.md section 4). Reads AWS. */
export async function checkAdoptedKey(
  kms: CloudKms,
  keyId: string,
  keySpec: KeySpec,
): Promise<{ readonly arn: string; readonly state: string }> {
  const key = await kms.describeKey(keyId);
  const facts = { keyId, state: key.state, origin: key.origin, region: kms.region };
  if (key.origin !== 'EXTERNAL') throw new ConsoleError('kms.key-origin', { facts });
  if (key.keySpec !== keySpec)
    throw new ConsoleError('kms.unsupported-operation', {
      facts: { ...facts, keySpec: key.keySpec, expected: keySpec },
    });
  const materials = await kms.listKeyRotations(keyId);
  if (key.currentKeyMaterialId !== null || (materials ?? []).length > 0)
    throw new ConsoleError('kms.key-has-material', { facts });
  if (key.state !== 'PendingImport') throw new ConsoleError('kms.invalid-state', { facts });
  return { arn: key.arn, state: key.state };
}
