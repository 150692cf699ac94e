// The one list of error codes, and the error that carries them through every layer and across IPC.
// Nothing branches on `message`: code, retry and certainty decide, `facts` fill the sentence the window shows.

/** May the same thing be tried again? `after-user`: once a person has changed something; `later`: by itself, after a pause. */
export type Retry = 'never' | 'after-user' | 'later';
/** Did the effect happen? `unknown` must be looked up before anything is tried again. */
export type Certainty = 'not-done' | 'done' | 'unknown';
/** Values put into the text of an error. Never a secret, never key bytes. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Default retry of each code. Certainty defaults to `not-done` and is set where the error arises. */
export const errorCodes = {
  // input and program
  'input.invalid': 'after-user',
  'input.too-large': 'after-user',
  'input.csv-header': 'after-user',
  'input.csv-empty': 'after-user',
  'input.csv-rows': 'after-user',
  'input.csv-binary': 'after-user',
  'input.policy-malformed': 'after-user',
  'input.policy-dangerous': 'after-user',
  'input.name-taken': 'after-user',
  'input.cancelled': 'after-user',
  'input.handle-expired': 'after-user',
  'not-found': 'after-user',
  'state.conflict': 'after-user',
  'state.wrong-phase': 'after-user',
  internal: 'never',
  // people
  'auth.sender-refused': 'never',
  'auth.not-logged-in': 'after-user',
  'auth.not-permitted': 'after-user',
  'auth.login-refused': 'after-user',
  'auth.login-incomplete': 'after-user',
  'auth.locked-out': 'later',
  'auth.password-policy': 'after-user',
  'auth.code-required': 'after-user',
  'auth.password-change-required': 'after-user',
  'auth.enrolment-required': 'after-user',
  'auth.session-locked': 'after-user',
  'auth.recovery-refused': 'after-user',
  'auth.already-logged-in': 'after-user',
  'auth.approval-required': 'after-user',
  'auth.grant-refused': 'never',
  'environment.production-refused': 'after-user',
  // HSM
  'hsm.module-missing': 'after-user',
  'hsm.module-invalid': 'after-user',
  'hsm.module-changed': 'after-user',
  'hsm.token-missing': 'after-user',
  'hsm.token-ambiguous': 'after-user',
  'hsm.token-uninitialized': 'after-user',
  'hsm.not-logged-in': 'after-user',
  'hsm.disconnected': 'after-user',
  'hsm.pin-incorrect': 'after-user',
  'hsm.pin-final-try': 'after-user',
  'hsm.pin-locked': 'after-user',
  'hsm.pin-invalid': 'after-user',
  'hsm.mechanism-unsupported': 'after-user',
  'hsm.no-space': 'after-user',
  'hsm.object-refused': 'never',
  'hsm.object-missing': 'after-user',
  'hsm.object-ambiguous': 'never',
  'hsm.wrapping-key-refused': 'never',
  'hsm.seal-refused': 'never',
  'hsm.device-error': 'later',
  'hsm.host-died': 'after-user',
  'hsm.failed': 'after-user',
  // AWS KMS
  'kms.unreachable': 'later',
  'kms.timeout': 'later',
  'kms.throttled': 'later',
  'kms.server-error': 'later',
  'kms.credential-invalid': 'after-user',
  'kms.credential-expired': 'after-user',
  'kms.clock-skew': 'after-user',
  'kms.access-denied': 'after-user',
  'kms.not-found': 'after-user',
  'kms.already-exists': 'after-user',
  'kms.invalid-state': 'after-user',
  'kms.disabled': 'after-user',
  'kms.invalid-request': 'never',
  'kms.unsupported-operation': 'after-user',
  'kms.operation-missing': 'never',
  'kms.limit-exceeded': 'after-user',
  'kms.conflict': 'later',
  'kms.malformed-policy': 'after-user',
  'kms.import-token-expired': 'later',
  'kms.import-token-invalid': 'later',
  'kms.ciphertext-invalid': 'after-user',
  'kms.incorrect-key-material': 'never',
  'kms.key-origin': 'after-user',
  'kms.key-has-material': 'after-user',
  'kms.alias-elsewhere': 'after-user',
  'kms.ambiguous': 'never',
  'kms.endpoint-refused': 'after-user',
  'kms.failed': 'after-user',
  'simulator.unavailable': 'later',
  // store
  'store.damaged': 'never',
  'store.locked': 'after-user',
  'store.in-use': 'after-user',
  'store.disk-full': 'after-user',
  'store.audit-missing': 'never',
  'store.row-tampered': 'never',
  'store.read-only': 'after-user',
  'store.too-new': 'after-user',
  'store.older-than-anchor': 'after-user',
  'store.failed': 'after-user',
  'file.write-failed': 'after-user',
  'forwarding.failed': 'later',
  'file.read-failed': 'after-user',
} as const satisfies Record<string, Retry>;

export type ErrorCode = keyof typeof errorCodes;

/** What crosses IPC and what a job line keeps of an error. */
export interface ErrorShape {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly certainty: Certainty;
  readonly facts: ErrorFacts;
  /** Random reference to find the error in the log; 16 hex characters. */
  readonly ref: string;
}

export interface ErrorOptionsOf {
  readonly retry?: Retry;
  readonly certainty?: Certainty;
  readonly facts?: ErrorFacts;
  readonly ref?: string;
  readonly cause?: unknown;
}

/** Makes the 16 hex characters of an error's reference from the platform's random source. */
function newRef(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The only error that layers throw on purpose. Its message is the code, so that no text carries meaning. */
export class ConsoleError extends Error {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly certainty: Certainty;
  readonly facts: ErrorFacts;
  readonly ref: string;

  constructor(code: ErrorCode, options: ErrorOptionsOf = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ConsoleError';
    this.code = code;
    this.retry = options.retry ?? errorCodes[code];
    this.certainty = options.certainty ?? 'not-done';
    this.facts = options.facts ?? {};
    this.ref = options.ref ?? newRef();
  }

  toShape(): ErrorShape {
    return { code: this.code, retry: this.retry, certainty: this.certainty, facts: this.facts, ref: this.ref };
  }

  static fromShape(shape: ErrorShape): ConsoleError {
    return new ConsoleError(shape.code, shape);
  }
}

/** Any thrown value as a ConsoleError; what is not one becomes `internal` with unknown certainty and keeps its cause. */
export function toConsoleError(thrown: unknown): ConsoleError {
  if (thrown instanceof ConsoleError) return thrown;
  return new ConsoleError('internal', {
    certainty: 'unknown',
    cause: thrown,
    facts: { kind: thrown instanceof Error ? thrown.name : typeof thrown },
  });
}
