// Who signs: asked in main's own window, proven by password and one-time code, with the counters and the lock-out of the login.
import type { Identity } from '../../domain/entities';
import type { SecretPrompt, SignView } from '../../ports/secret-prompt';
import type { Store } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { Authenticator, Proof } from '../authenticate';
import { offered, type Candidate } from './signers';

export interface ProvenSigner {
  /** As stored when the password was right. */
  readonly identity: Identity;
  /** Opens the signing key; forget it as soon as the statements are signed. */
  readonly password: string;
  forget(): void;
}

/**
 * Null when the person closed the window. Asks again after a refused try until the identity is locked out or the window is closed. Only
 * who may sign is offered; where nobody may, throws why, before any window is opened.
 */
export type AskSigner = (view: SignView, candidates: readonly Candidate[]) => Promise<ProvenSigner | null>;

export function createAskSigner(parts: {
  readonly store: Store;
  readonly prompt: SecretPrompt;
  readonly authenticator: Authenticator;
}): AskSigner {
  return async (view, candidates) => {
    const signers = offered(candidates).map(({ id, name, fullName, secondFactor }) => ({
      id,
      name,
      fullName,
      codeNeeded: secondFactor !== null,
    }));
    const window = parts.prompt.open();
    try {
      let problem: SignView['problem'] = null;
      for (;;) {
        const signed = await window.sign({ ...view, signers, problem });
        if (signed === null) return null;
        assertOffered(candidates, signed.identityId);
        const proof = await parts.authenticator.prove({ id: signed.identityId }, signed, async (found) => {
          await recordProof(parts.store, found, view.kind);
          return found;
        });
        if (proof.outcome === 'right' && proof.identity !== null) return provenSigner(proof.identity, signed.password);
        problem = proof.outcome === 'locked-out' ? 'locked-out' : 'refused';
      }
    } finally {
      window.close();
    }
  };
}

/** The window offers nobody else; what it sends is not believed for that. */
function assertOffered(candidates: readonly Candidate[], identityId: string): void {
  const chosen = candidates.find(({ identity }) => identity.id === identityId);
  if (chosen === undefined) throw new ConsoleError('auth.not-permitted', { facts: { reason: 'not-of-this-login' } });
  if (chosen.refusal !== null) throw chosen.refusal;
}

function provenSigner(identity: Identity, given: string): ProvenSigner {
  let password: string | null = given;
  return {
    identity,
    get password() {
      if (password === null) throw new ConsoleError('auth.login-refused');
      return password;
    },
    forget() {
      password = null;
    },
  };
}

/** Written before anything is signed: a try that is not recorded has not been made, and its code would be good again. */
function recordProof(store: Store, proof: Proof, purpose: SignView['kind']): Promise<unknown> {
  const { identity, outcome, failedTries, lockedUntil } = proof;
  return store.write(async (tx) => {
    await proof.keep(tx);
    await tx.record({
      event: outcome === 'right' ? 'approval.signer-proven' : 'approval.signer-refused',
      category: 'Approvals',
      severity: outcome === 'right' ? 'info' : 'warning',
      outcome: outcome === 'right' ? 'success' : 'refused',
      identities: identity === null ? [] : [identity.id],
      target: identity === null ? null : { kind: 'identity', id: identity.id, name: identity.name },
      facts: outcome === 'right' ? { purpose } : { purpose, failedTries, lockedUntil },
    });
  });
}
