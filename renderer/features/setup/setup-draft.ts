// What the wizard has gathered so far. Lives in memory only; secrets go when the set-up is done or the wizard is left.
import type { InspectedModule, SetupInput } from '../../../shared/schemas/setup';
import type { Environment, TokenView } from '../../../shared/schemas/status';

export interface IdentityDraft {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
  readonly passwordAgain: string;
  readonly roles: readonly string[];
}
export interface VariableDraft {
  readonly name: string;
  readonly value: string;
}
export interface SetupDraft {
  readonly environment: Environment;
  readonly way: 'evaluation' | 'module';
  readonly moduleId: string;
  readonly parameters: string;
  readonly variables: readonly VariableDraft[];
  readonly inspected: InspectedModule | null;
  readonly tokenSerial: string | null;
  /** The token was made a moment ago with the PIN that is in the draft. */
  readonly tokenIsNew: boolean;
  readonly pin: string;
  readonly pinSecondPart: string;
  readonly twoParts: boolean;
  /** The token has said since that one PIN try is left. */
  readonly finalTryWarned: boolean;
  /** A person is sure of the PIN and wants to use the last try. */
  readonly acceptFinalTry: boolean;
  readonly identities: readonly IdentityDraft[];
}

export const newIdentity = (roles: readonly string[]): IdentityDraft => ({
  name: '',
  fullName: '',
  password: '',
  passwordAgain: '',
  roles,
});

/** The usual start: two people who together administer and manage keys. */
export const firstRoles = ['Administrator', 'Key Manager'] as const;

export const emptyDraft: SetupDraft = {
  environment: 'EVALUATION',
  way: 'evaluation',
  moduleId: '',
  parameters: '',
  variables: [],
  inspected: null,
  tokenSerial: null,
  tokenIsNew: false,
  pin: '',
  pinSecondPart: '',
  twoParts: false,
  finalTryWarned: false,
  acceptFinalTry: false,
  identities: [newIdentity(firstRoles), newIdentity(firstRoles)],
};

/** The draft without anything secret in it. */
export function withoutSecrets(draft: SetupDraft): SetupDraft {
  return {
    ...draft,
    pin: '',
    pinSecondPart: '',
    identities: draft.identities.map((person) => ({ ...person, password: '', passwordAgain: '' })),
  };
}

export function chosenToken(draft: SetupDraft): TokenView | null {
  return draft.inspected?.tokens.find((token) => token.serial === draft.tokenSerial) ?? null;
}

/** A token that set-up could use: it has a PIN, and the PIN is not locked. */
export const usableToken = (token: TokenView): boolean => token.initialized && token.pinState !== 'locked';

/** One PIN try is left, by the token's flag or by what it answered: a person must decide to use it. */
export function isFinalTry(draft: SetupDraft): boolean {
  return draft.finalTryWarned || chosenToken(draft)?.pinState === 'final-try';
}

/** What is sent; null while something is missing. */
export function setupInputOf(draft: SetupDraft): SetupInput | null {
  const token = chosenToken(draft);
  if (token === null || draft.inspected === null) return null;
  const typed = !token.protectedAuthenticationPath;
  return {
    environment: draft.environment,
    module: {
      moduleId: draft.inspected.moduleId,
      ...(draft.parameters === '' ? {} : { parameters: draft.parameters }),
      environment: Object.fromEntries(draft.variables.map(({ name, value }) => [name, value])),
    },
    approvedSha256: draft.inspected.sha256,
    token: { label: token.label, serial: token.serial },
    pin: typed ? draft.pin : null,
    pinSecondPart: typed && draft.twoParts ? draft.pinSecondPart : null,
    acceptFinalTry: isFinalTry(draft) && draft.acceptFinalTry,
    recoveryShares: draft.environment === 'PRODUCTION',
    identities: draft.identities.map(({ name, fullName, password, roles }) => ({
      name: name.trim().toLowerCase(),
      fullName: fullName.trim(),
      password,
      roles: [...roles],
    })),
  };
}
