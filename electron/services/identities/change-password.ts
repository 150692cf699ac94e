// A person changes their own password: the signing key is sealed under the new one, and a demanded change is what a login waited for.
import type { AuditEvent } from '../../domain/audit-event';
import type { Identity } from '../../domain/entities';
import { passwordProblem, passwordRules } from '../../domain/identity-rules';
import { ConsoleError } from '../../../shared/errors';
import type { Authenticator, Proof } from '../authenticate';
import { loginRefusal, refused, type Login, type LoginSecrets, type LoginUnitOfWork } from '../login';
import type { Passwords } from '../passwords';
import type { Session } from '../session';
import { usedBefore } from './first-secrets';

export interface ChangePasswordParts {
  readonly authenticator: Authenticator;
  readonly login: Login;
  readonly session: Session;
  readonly passwords: Passwords;
}

type Outcome =
  { readonly kind: 'changed'; readonly admitted: boolean } | { readonly kind: 'refused'; readonly error: ConsoleError };

/**
 * Logs the identity in as well where nothing else is demanded of it. Errors: those of a login, and `auth.password-policy` (fact `rule`:
 * those of `passwordProblem`, used-before).
 */
export async function changePassword(
  parts: ChangePasswordParts,
  name: string,
  secrets: LoginSecrets,
  newPassword: string,
  unitOfWork: LoginUnitOfWork,
): Promise<void> {
  await parts.authenticator.prove({ name }, secrets, async (proof) => {
    const changed =
      proof.outcome === 'right' && proof.identity !== null
        ? await change(parts, proof, proof.identity, secrets.password, newPassword, unitOfWork)
        : await refuse(proof, unitOfWork);
    if (changed.kind === 'refused') throw changed.error;
    if (changed.admitted && proof.identity !== null) parts.session.add(proof.identity.id);
  });
}

function refuse(proof: Proof, unitOfWork: LoginUnitOfWork): Promise<Outcome> {
  return unitOfWork<Outcome>(async (tx) => {
    await proof.keep(tx);
    return refused(proof.identity, loginRefusal(proof), proof);
  });
}

async function change(
  { login, passwords }: ChangePasswordParts,
  proof: Proof,
  identity: Identity,
  oldPassword: string,
  newPassword: string,
  unitOfWork: LoginUnitOfWork,
): Promise<Outcome> {
  const rule = passwordProblem(newPassword, identity) ?? (await usedBefore(passwords, identity, newPassword));
  if (rule !== null) {
    const error = new ConsoleError('auth.password-policy', { facts: { name: identity.name, rule } });
    // The code is not used up: the person types another password, not another code.
    return unitOfWork<Outcome>(() => Promise.resolve(refused(identity, error)));
  }
  const sealedPrivateKey = await passwords.resealSigningKey(
    oldPassword,
    newPassword,
    identity.signingKey.sealedPrivateKey,
  );
  if (sealedPrivateKey === null) throw new ConsoleError('store.damaged', { facts: { what: 'signing-key' } });
  const password = await passwords.hashPassword(newPassword);
  return unitOfWork<Outcome>(async (tx) => {
    const admitted = await login.admit(tx, proof, { ...identity, mustChangePassword: false });
    const stored = await tx.identities.get(identity.id);
    // Reset or disabled since the old password was proven.
    if (stored?.status !== 'enabled' || stored.password.hash !== identity.password.hash)
      throw new ConsoleError('state.conflict', { facts: { reason: 'identity-changed', id: identity.id } });
    await tx.identities.put({
      ...stored,
      password,
      passwordHistory: [stored.password, ...stored.passwordHistory].slice(0, passwordRules.historyLength),
      mustChangePassword: false,
      signingKey: { ...stored.signingKey, sealedPrivateKey },
    });
    const audit: Partial<AuditEvent> = {
      identities: [stored.id],
      target: { kind: 'identity', id: stored.id, name: stored.name },
      facts: { demanded: stored.mustChangePassword },
    };
    return { result: { kind: 'changed', admitted }, audit };
  });
}
