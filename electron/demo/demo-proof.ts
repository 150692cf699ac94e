// What shows that the key is real: it encrypts and decrypts, is Enabled with origin EXTERNAL, and the alias points to it.
import { randomBytes } from 'node:crypto';
import type { CloudKms } from '../ports/cloud-kms';
import { ConsoleError } from '../../shared/errors';

/** Throws `kms.failed` with the fact `proof` that did not hold. */
export async function proveKey(
  kms: CloudKms,
  keyId: string,
  alias: string,
  say: (line: string) => void,
): Promise<void> {
  const key = await kms.describeKey(keyId);
  hold(key.state === 'Enabled' && key.origin === 'EXTERNAL', 'state', { state: key.state, origin: key.origin });
  say(`AWS KMS key ${keyId} is ${key.state}, origin ${key.origin}`);
  const found = await kms.findAlias(alias);
  hold(found?.targetKeyId === keyId, 'alias', { alias, target: found?.targetKeyId ?? null });
  say(`${alias} points to it`);
  const plaintext = randomBytes(48);
  const ciphertext = await kms.encrypt(keyId, plaintext);
  const opened = await kms.decrypt(keyId, ciphertext);
  hold(!plaintext.equals(ciphertext) && plaintext.equals(opened), 'round-trip', {});
  say(`A plaintext of ${plaintext.length} bytes encrypted under it decrypts to the same bytes`);
}

function hold(holds: boolean, proof: string, facts: Readonly<Record<string, string | null>>): void {
  if (!holds) throw new ConsoleError('kms.failed', { facts: { proof, ...facts } });
}
