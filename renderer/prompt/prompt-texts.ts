// Every sentence of main's own small window.
export const promptTexts = {
  titles: {
    request: 'Sign this request',
    approve: (count: number) => (count === 1 ? 'Approve this request' : `Approve these ${count} requests`),
    deny: (count: number) => (count === 1 ? 'Deny this request' : `Deny these ${count} requests`),
    'new-password': 'First password',
    'enrol-second-factor': 'Set up one-time codes',
    'recovery-codes': 'Keep these recovery codes',
    'recovery-share': (number: number, of: number) => `Recovery share ${number} of ${of}`,
    recovery: { begin: 'Begin a recovery', complete: 'Complete the recovery' },
  },
  leads: {
    request: 'Read what will be done. Your password signs exactly this.',
    approve: 'Read what will be done. Your password signs your approval of exactly this.',
    deny: 'One denial ends a request. Your password signs it.',
    'new-password': (identity: string, reason: 'added' | 'reset' | 'recovery') =>
      reason !== 'reset'
        ? `${identity} is new. Type a first password and hand it over in person: it must be changed at the first login.`
        : `The password of ${identity} is reset. Type a new one and hand it over in person: it must be changed at the next login.`,
    'enrol-second-factor': (identity: string) =>
      `Scan the code with the authenticator app of ${identity}, then type the six digits that it shows.`,
    'recovery-codes': (identity: string) =>
      `For when ${identity} has no authenticator at hand. Each is good once. They are not shown again.`,
    'recovery-share': (needed: number, of: number) =>
      `For one custodian alone: write it down, and let nobody else see it. Any ${needed} of the ${of} shares, with the PIN of the HSM, make new administrators when all are lost. It is not shown again.`,
    recovery: {
      begin:
        'Two custodians type their shares. A time of waiting starts, which any administrator can end by logging in.',
      complete: 'Two custodians type their shares again. Two new administrators are made.',
    },
  },
  facts: {
    target: 'On',
    requester: 'Requested by',
    justification: 'Justification',
    reason: 'Your reason',
    approvals: 'Approvals needed',
    expires: 'Expires',
    digest: 'Digest (SHA-256)',
    effect: 'What will be done',
  },
  signer: 'Sign as',
  password: 'Password',
  passwordAgain: 'Password again',
  code: 'One-time or recovery code',
  firstCode: 'Six digits',
  firstShare: 'Share of the first custodian',
  secondShare: 'Share of the second custodian',
  pin: 'PIN of the HSM',
  pinFirstPart: 'First part of the PIN',
  pinSecondPart: 'Second part of the PIN',
  secret: 'Or type this key into the app',
  qr: 'QR code of the second factor',
  cancel: 'Cancel',
  actions: {
    request: 'Sign and request',
    approve: 'Sign and approve',
    deny: 'Sign and deny',
    'new-password': 'Use this password',
    'enrol-second-factor': 'Confirm',
    'recovery-codes': 'I have kept them',
    'recovery-share': 'It is written down',
    recovery: 'Go on',
  },
  busy: 'Checking…',
  problems: {
    refused: 'Password or code is not right. Nothing was signed.',
    'locked-out': 'Too many wrong tries: this identity is locked out for a while. Nothing was signed.',
    codeRefused: 'The code is not right. Use the one that is shown now.',
    recovery: {
      'share-1': 'The first share is mistyped: its checksum does not fit.',
      'share-2': 'The second share is mistyped: its checksum does not fit.',
      refused: 'These are not two shares of the recovery secret in force.',
      'pin-refused': 'The HSM refused the PIN.',
    },
    different: 'The two passwords differ.',
    rules: {
      'too-short': 'Use at least 12 characters.',
      'too-long': 'Use at most 128 characters.',
      'too-few-different-characters': 'Use more different characters.',
      'contains-name': 'Leave the name out of the password.',
      reused: 'This password was used before.',
    } as Readonly<Record<string, string>>,
    otherRule: 'The password is not allowed. Choose another.',
  },
} as const;
