// Main's own small window, where passwords and codes of requests and decisions are typed. The page of the console never sees them.
import type { EffectFact } from '../../shared/schemas/approvals';
import type { Operation } from '../../shared/permissions';

/** Somebody who may sign: an identity of the login. */
export interface Signer {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  /** A one-time code is asked for beside the password. */
  readonly codeNeeded: boolean;
}

/** What is drawn from the stored request, so that nobody signs what they were not shown. */
export interface SignView {
  readonly kind: 'request' | 'approve' | 'deny';
  readonly items: readonly {
    readonly operation: Operation;
    readonly target: string;
    readonly effect: readonly EffectFact[];
    /** Login name; empty in a request, whose requester is chosen here. */
    readonly requester: string;
    readonly justification: string;
    readonly digest: string;
    /** ISO 8601 */
    readonly expiresAt: string;
    readonly approvalsRequired: number;
  }[];
  readonly reason: string;
  readonly signers: readonly Signer[];
  readonly environment: string;
  /** Set after a refused try. */
  readonly problem: 'refused' | 'locked-out' | null;
}

export interface Signed {
  readonly identityId: string;
  readonly password: string;
  readonly code: string | null;
}

/** A first password for somebody new or reset, to be handed over and changed at the next login. */
export interface NewPasswordView {
  readonly kind: 'new-password';
  readonly identity: string;
  readonly reason: 'added' | 'reset' | 'recovery';
  /** The rule that the one before broke (see `passwordProblem`); null at first. */
  readonly problem: string | null;
}

/** QR code and secret of a second factor, confirmed by a first code. */
export interface EnrolView {
  readonly kind: 'enrol-second-factor';
  readonly identity: string;
  /** The modules of the QR code, a row each, `1` for a dark one. */
  readonly qr: readonly string[];
  /** base32, for typing it in by hand. */
  readonly secret: string;
  readonly problem: 'refused' | null;
}
/** Shown once; the person says that they have kept them. */
export interface RecoveryCodesView {
  readonly kind: 'recovery-codes';
  readonly identity: string;
  readonly codes: readonly string[];
}

/** One share of the recovery secret, to be written down by one custodian alone in front of the screen. */
export interface RecoveryShareView {
  readonly kind: 'recovery-share';
  /** 1, 2, 3 */
  readonly number: number;
  readonly of: number;
  /** How many of them are needed. */
  readonly needed: number;
  /** Groups of four characters, base32, the last ones a checksum. */
  readonly share: string;
}
/** Asks two custodians for their shares, and for the PIN of the HSM. */
export interface RecoveryView {
  readonly kind: 'recovery';
  /** begin: a time of waiting starts; complete: administrators are made. */
  readonly purpose: 'begin' | 'complete';
  readonly pinInTwoParts: boolean;
  /** No PIN is typed here: the token has a reader of its own. */
  readonly protectedAuthenticationPath: boolean;
  /** share-1, share-2: mistyped (checksum); refused: not the shares in force; pin-refused: by the token. */
  readonly problem: 'share-1' | 'share-2' | 'refused' | 'pin-refused' | null;
}
export interface RecoveryTyped {
  readonly shares: readonly [string, string];
  /** Null where the token has a reader of its own. */
  readonly pin: string | null;
  readonly pinSecondPart: string | null;
}

/** One window, for one purpose. It stays open between questions, busy, until it is closed. */
export interface OpenPrompt {
  /** Null when the person closed the window, then and ever after. */
  sign(view: SignView): Promise<Signed | null>;
  newPassword(view: NewPasswordView): Promise<string | null>;
  /** The code typed; null when closed. */
  enrol(view: EnrolView): Promise<string | null>;
  /** True once the person says that they have kept them; false when closed. */
  showRecoveryCodes(view: RecoveryCodesView): Promise<boolean>;
  /** True once the custodian says that it is written down; false when closed. */
  showRecoveryShare(view: RecoveryShareView): Promise<boolean>;
  /** Null when closed. */
  recoveryShares(view: RecoveryView): Promise<RecoveryTyped | null>;
  close(): void;
}

export interface SecretPrompt {
  /** Throws `state.conflict` (reason `prompt-open`) while another one is open: only one thing is signed at a time. */
  open(): OpenPrompt;
}
