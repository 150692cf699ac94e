// Enrols a second factor: password (and a code of the old one) proven, QR code in main's own window, confirmed by a first code of the new one.
import { create as makeQrCode } from 'qrcode';
import type { AuditEvent } from '../../domain/audit-event';
import type { Identity } from '../../domain/entities';
import type { Clock } from '../../ports/clock';
import type { OpenPrompt, SecretPrompt } from '../../ports/secret-prompt';
import type { Store } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { Authenticator } from '../authenticate';
import { loginRefusal, refused, type Login, type LoginSecrets, type LoginUnitOfWork } from '../login';
import type { Session } from '../session';
import { newRecoveryCodes } from './recovery-codes';
import { newTotpSecret, stepOfCode, totpAddress } from './totp';

export interface EnrolParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly authenticator: Authenticator;
  readonly login: Login;
  readonly session: Session;
  readonly prompt: SecretPrompt;
}

/**
 * Logs the identity in as well where nothing else is demanded of it. Errors: those of a login, `auth.password-change-required` (first
 * comes the password), `input.cancelled` when the window was closed, `state.conflict` (reason identity-changed).
 */
export async function enrolSecondFactor(
  parts: EnrolParts,
  name: string,
  secrets: LoginSecrets,
  unitOfWork: LoginUnitOfWork,
): Promise<void> {
  const identity = await prove(parts, name, secrets, unitOfWork);
  const prompt = parts.prompt.open();
  try {
    const { secret, step } = await confirmedSecret(parts.clock, prompt, identity);
    const { codes, hashes } = newRecoveryCodes();
    const admitted = await unitOfWork<boolean>(async (tx) => {
      const stored = await tx.identities.get(identity.id);
      const same =
        stored?.status === 'enabled' &&
        stored.password.hash === identity.password.hash &&
        stored.secondFactor?.secret === identity.secondFactor?.secret;
      if (!same) throw new ConsoleError('state.conflict', { facts: { reason: 'identity-changed', id: identity.id } });
      const enrolledAt = parts.clock.now().toISOString();
      const enrolled: Identity = { ...stored, secondFactor: { secret, enrolledAt, recoveryCodes: hashes } };
      const counters = await tx.loginStates.get(identity.id);
      const blank = { identityId: identity.id, failedTries: 0, lockedUntil: null, lastLoginAt: null };
      const keep: Parameters<Login['admit']>[1]['keep'] = (_tx, change = (state) => state) =>
        tx.loginStates.put(change({ ...blank, ...counters, lastCodeStep: step }));
      const entered = await parts.login.admit(tx, { keep }, enrolled);
      await tx.identities.put(enrolled);
      return {
        result: entered,
        audit: {
          identities: [identity.id],
          target: targetOf(identity),
          facts: { again: identity.secondFactor !== null },
        },
      };
    });
    if (admitted) parts.session.add(identity.id);
    await prompt.showRecoveryCodes({ kind: 'recovery-codes', identity: identity.name, codes });
  } finally {
    prompt.close();
  }
}

const targetOf = ({ id, name }: Identity): NonNullable<AuditEvent['target']> => ({ kind: 'identity', id, name });

/** The try is counted and recorded on its own, so that no other has to wait while the person looks for the telephone. */
async function prove(
  { authenticator, store }: EnrolParts,
  name: string,
  secrets: LoginSecrets,
  unitOfWork: LoginUnitOfWork,
): Promise<Identity> {
  return authenticator.prove({ name }, secrets, async (proof) => {
    const { identity } = proof;
    if (proof.outcome !== 'right' || identity === null) {
      const { error } = await unitOfWork(async (tx) => {
        await proof.keep(tx);
        return refused(identity, loginRefusal(proof), proof);
      });
      throw error;
    }
    if (identity.mustChangePassword) throw new ConsoleError('auth.password-change-required');
    await store.write(async (tx) => {
      await proof.keep(tx);
      await tx.record({
        event: 'login.identity-proven',
        category: 'Login',
        outcome: 'success',
        identities: [identity.id],
        target: targetOf(identity),
        facts: { purpose: 'enrol-second-factor' },
      });
    });
    return identity;
  });
}

/** A fresh secret that the person's device has shown to know, and the step of the code that showed it. */
async function confirmedSecret(
  clock: Clock,
  prompt: OpenPrompt,
  { name }: Identity,
): Promise<{ readonly secret: string; readonly step: number }> {
  const secret = newTotpSecret();
  const qr = qrRows(totpAddress(name, secret));
  let problem: 'refused' | null = null;
  for (;;) {
    const code = await prompt.enrol({ kind: 'enrol-second-factor', identity: name, qr, secret, problem });
    if (code === null) throw new ConsoleError('input.cancelled');
    const step = stepOfCode(secret, code, clock.now());
    if (step !== null) return { secret, step };
    problem = 'refused';
  }
}

/** Rows of the QR code (ISO/IEC 18004, error correction M), `1` for a dark module. */
function qrRows(address: string): readonly string[] {
  const { size, data } = makeQrCode(address, { errorCorrectionLevel: 'M' }).modules;
  const row = (y: number): string =>
    Array.from({ length: size }, (_module, x) => (data[y * size + x] === 0 ? '0' : '1')).join('');
  return Array.from({ length: size }, (_row, y) => row(y));
}
