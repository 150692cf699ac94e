// Types the demo's passwords where a person would: into the prompt, once for each thing that is signed.
import type { OpenPrompt, SecretPrompt } from '../ports/secret-prompt';

export interface DemoPrompt extends SecretPrompt {
  /** Who signs next. */
  signAs(name: string, password: string): void;
}

export function demoPrompt(): DemoPrompt {
  let signer: { readonly name: string; readonly password: string } | null = null;
  const window: OpenPrompt = {
    sign(view) {
      const who = view.signers.find(({ name }) => name === signer?.name);
      // A password that was refused once would be refused again.
      if (signer === null || who === undefined || view.problem !== null) return Promise.resolve(null);
      return Promise.resolve({ identityId: who.id, password: signer.password, code: null });
    },
    newPassword: () => Promise.resolve(null),
    enrol: () => Promise.resolve(null),
    showRecoveryCodes: () => Promise.resolve(false),
    showRecoveryShare: () => Promise.resolve(false),
    recoveryShares: () => Promise.resolve(null),
    close: () => undefined,
  };
  return {
    open: () => window,
    signAs(name, password) {
      signer = { name, password };
    },
  };
}
