// First passwords, typed by the requester in main's own window: what is kept of one is its hash and a signing key sealed under it.
import { passwordProblem, passwordRules } from '../../domain/identity-rules';
import type { Identity, PasswordHash, SigningKey } from '../../domain/entities';
import type { Clock } from '../../ports/clock';
import type { NewPasswordView, OpenPrompt, SecretPrompt } from '../../ports/secret-prompt';
import { ConsoleError } from '../../../shared/errors';
import type { Order } from '../controlled-command';
import { newRowId } from '../ids';
import type { Passwords } from '../passwords';
import { createAskedOnce } from './asked-once';

/** Goes into the sealed part of an order. The enrolment is signed by the HSM when the order is carried out. */
export interface FirstSecrets {
  /** Of a new identity: fixed when the password was typed, so that the same order can be made again. */
  readonly identityId: string;
  readonly password: PasswordHash;
  readonly signingKey: Pick<SigningKey, 'algorithm' | 'publicKeyDer' | 'sealedPrivateKey'>;
}

type Named = Pick<Identity, 'name' | 'fullName'>;

export interface FirstSecretsParts {
  readonly clock: Clock;
  readonly prompt: SecretPrompt;
  readonly passwords: Passwords;
  readonly loginGeneration: () => number;
}

export interface FirstSecretsDesk {
  /** Asks for the first password of somebody new. Throws `input.cancelled`. */
  askForNew(command: unknown, who: Named): Promise<FirstSecrets>;
  /** The same for an identity that is reset; none of its last passwords is taken. */
  askForReset(command: unknown, who: Identity): Promise<FirstSecrets>;
  /** They have been used. */
  forget(identityId: string): void;
}

export function createFirstSecrets(parts: FirstSecretsParts): FirstSecretsDesk {
  const { prompt, passwords } = parts;
  const asked = createAskedOnce<FirstSecrets>(parts.clock, parts.loginGeneration);

  async function askNow(who: Named, reset: Identity | null): Promise<FirstSecrets> {
    const open = prompt.open();
    try {
      const reason = reset === null ? 'added' : 'reset';
      const refusal = (typed: string) => (reset === null ? Promise.resolve(null) : usedBefore(passwords, reset, typed));
      const typed = await askNewPassword(open, who, reason, refusal);
      return await makeFirstSecrets(passwords, typed, reset?.id ?? newRowId());
    } finally {
      open.close();
    }
  }

  return {
    askForNew: (command, who) => asked.ask(command, () => askNow(who, null)),
    askForReset: (command, who) => asked.ask(command, () => askNow(who, who)),
    forget: (identityId) => asked.forget((secrets) => secrets.identityId === identityId),
  };
}

export async function makeFirstSecrets(passwords: Passwords, typed: string, identityId: string): Promise<FirstSecrets> {
  const [password, signingKey] = [await passwords.hashPassword(typed), await passwords.makeSigningKey(typed)];
  return { identityId, password, signingKey };
}

/**
 * Asks until the password meets the rules. Throws `input.cancelled` when the window is closed.
 * @param refusal a further rule that it breaks, or null
 */
export async function askNewPassword(
  open: OpenPrompt,
  who: Named,
  reason: NewPasswordView['reason'],
  refusal: (typed: string) => Promise<string | null>,
): Promise<string> {
  let problem: string | null = null;
  for (;;) {
    const typed = await open.newPassword({ kind: 'new-password', identity: who.name, reason, problem });
    if (typed === null) throw new ConsoleError('input.cancelled');
    problem = passwordProblem(typed, who) ?? (await refusal(typed));
    if (problem === null) return typed;
  }
}

/** The present password and the last five. */
export async function usedBefore(
  passwords: Passwords,
  identity: Identity,
  candidate: string,
): Promise<'used-before' | null> {
  for (const hash of [identity.password, ...identity.passwordHistory].slice(0, passwordRules.historyLength + 1)) {
    if (await passwords.passwordMatches(candidate, hash)) return 'used-before';
  }
  return null;
}

/** Of an order that was prepared here; a stored one carries them along. */
export function secretsOf(order: Order): FirstSecrets {
  const sealed = order.sealed as Partial<FirstSecrets> | undefined;
  if (sealed?.password === undefined || sealed.signingKey === undefined || sealed.identityId === undefined)
    throw new ConsoleError('internal', { facts: { what: 'order without its sealed part' } });
  return sealed as FirstSecrets;
}
