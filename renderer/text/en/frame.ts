// Text of the frame: navigation, header, notices, unlock, login, home, palette, shortcuts.
import type { AppStatus, EvaluationReason, HsmView, TokenView } from '../../../shared/schemas/status';

const evaluationReasons: Record<EvaluationReason, string> = {
  'software-token': 'software token',
  'simulator-endpoint': 'KMS endpoint is the simulator',
  'runtime-not-pinned': 'desktop runtime is not the pinned one',
  'not-packaged': 'not the packaged build',
  chosen: 'chosen at set-up',
};
const hsmState: Record<HsmView['state'], string> = {
  disconnected: 'Disconnected',
  connected: 'Logged out',
  'logged-in': 'Logged in',
};
const hsmReason: Record<NonNullable<HsmView['reason']>, string> = {
  'never-connected': 'The console has not connected to it yet.',
  'logged-out': 'Somebody logged out of it.',
  'login-lost': 'The HSM ended the login.',
  'host-died': 'The process that talks to it has ended.',
  'token-removed': 'The token was removed.',
};
const pinState: Record<TokenView['pinState'], string> = {
  ok: 'No warning from the token',
  'count-low': 'Few left',
  'final-try': 'One left',
  locked: 'None left: locked',
};
const integrityState: Record<AppStatus['integrity']['state'], string> = {
  'not-verified': 'Not verified yet',
  verifying: 'Verifying',
  verified: 'Verified',
  broken: 'Broken',
};

export const frameText = {
  starting: 'Starting the console',
  version: (version: string) => `Version ${version}`,
  dataFolder: (folder: string) => `Data folder ${folder}`,
  runtimeNotPinned: (electron: string | null) =>
    `Runtime ${electron === null ? '' : `Electron ${electron} `}is not the pinned one`,
  environment: 'Environment',
  evaluation: 'EVALUATION',
  production: 'PRODUCTION',
  evaluationMeans: 'Not for real keys:',
  evaluationReasons,

  navigation: 'Navigation',
  collapse: 'Collapse the navigation',
  expand: 'Expand the navigation',
  areas: {
    home: 'Dashboard',
    keyManagement: 'Key Management',
    keys: 'Keys',
    credentials: 'Cloud Credentials',
    reporting: 'Logging and Reporting',
    jobs: 'Jobs',
    audit: 'Audit Logs',
    reports: 'Reports',
    settings: 'Settings',
    approvals: 'Approvals',
    identityManagement: 'Identity Management',
    identities: 'Identities',
    roles: 'Roles',
    administration: 'Administration',
    hsm: 'HSM',
    policy: 'Approval policy',
  },
  needsAttention: (count: number) => (count === 1 ? '1 job needs attention' : `${count} jobs need attention`),
  skip: 'Skip to the content',
  notices: 'Notices',
  screen: 'the screen',

  header: {
    search: 'Find a screen or an object',
    find: 'Find (Ctrl K)',
    shortcuts: 'Keyboard shortcuts',
    people: 'Who is logged in',
    roles: 'Roles of this login',
    noRoles: 'No role is complete yet',
    addLogin: 'Log in another identity',
    logOut: 'Log out',
    logOutAll: 'Log out all identities',
    hsm: 'HSM',
    hsmTitle: (label: string, state: string) => `HSM ${label}: ${state}`,
    noToken: 'no token',
    hsmLogOut: 'Log out of the HSM',
    hsmLogIn: 'Log in to the HSM',
    hsmLogOutTitle: 'Log out of the HSM?',
    hsmLogOutBody:
      'The store closes and everybody is logged out. Jobs wait until somebody types the PIN again and goes on. Nothing is lost.',
    integrity: 'Audit log',
    integrityTitle: (state: string) => `Audit log: ${state}`,
    verifiedTo: 'Verified to entry',
    verifiedAt: 'Verified',
    firstBad: 'First entry that does not verify',
    verifyNow: 'Verify now',
    verified: 'The audit log verifies.',
    time: 'How times are shown',
    relative: 'Relative times',
    utc: 'Times in UTC',
  },
  hsmState,
  hsmReason,
  pinState,
  integrityState,
  hsmFacts: {
    token: 'Token',
    serial: 'Serial number',
    maker: 'Maker and model',
    firmware: 'Firmware',
    module: 'Module',
    sha256: 'SHA-256',
    tries: 'PIN tries',
    since: 'Why',
  },
  hsmNotice: {
    title: 'The console is not logged in to the HSM.',
    body: 'Keys cannot be made or pushed, and jobs wait.',
  },
  integrityNotice: {
    title: 'The audit log does not verify. The console is read-only.',
    body: (sequence: number | null) =>
      sequence === null
        ? 'Keep the data folder as it is and look into it.'
        : `The first entry that does not verify is number ${sequence}. Keep the data folder as it is and look into it.`,
  },
  attentionNotice: {
    title: (count: number) => (count === 1 ? 'A job needs attention.' : `${count} jobs need attention.`),
    show: 'Show jobs',
  },
  simulatorNotice: 'Some credentials use the KMS simulator. It is not AWS.',

  activity: {
    label: 'Job activity',
    idle: 'No jobs running',
    running: (running: number, queued: number) =>
      `${running === 1 ? '1 job running' : `${running} jobs running`}${queued === 0 ? '' : `, ${queued} queued`}`,
    queuedOnly: (queued: number) => (queued === 1 ? '1 job queued' : `${queued} jobs queued`),
    open: 'Show running jobs',
    close: 'Hide running jobs',
    steps: (done: number, total: number) => `Step ${Math.min(done + 1, total)} of ${total}`,
    allJobs: 'All jobs',
    none: 'Nothing runs and nothing waits.',
  },

  palette: {
    title: 'Find a screen or an object',
    placeholder: 'Type a name',
    none: 'Nothing of this name',
    screens: 'Screens',
    actions: 'Actions',
    groups: 'Key groups',
    credentials: 'Cloud credentials',
    jobs: 'Jobs',
    loading: 'Looking for objects',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    anywhere: 'Anywhere',
    tables: 'In tables',
    dialogs: 'In dialogs',
    find: 'Find any screen or object',
    list: 'This list',
    navigation: 'Collapse or expand the navigation',
    area: 'Go to an area by its number',
    move: 'Move between rows and columns',
    open: 'Open the row',
    menu: 'Actions of the row',
    firstLast: 'First or last row of the page',
    close: 'Close; asks first where something would be lost',
    ok: 'The button on the right, from a field',
    next: 'Next field or button',
  },

  unlock: {
    title: 'Log in to the HSM',
    lead: 'The HSM holds the key of the console’s store and of everything in it. Its PIN is never kept.',
    pin: 'PIN',
    firstPart: 'First part of the PIN',
    secondPart: 'Second part of the PIN',
    twoParts: 'The PIN is typed in two parts by two custodians.',
    protectedPath: 'This token takes its PIN at its own keypad or reader. Press the button, then follow the device.',
    act: 'Log in to the HSM',
    acting: 'The HSM is checking the PIN',
    countLow: 'Few PIN tries are left. Make sure of the PIN before you go on.',
    finalTry: 'One PIN try is left. Another wrong PIN locks the token, and only its security officer can unlock it.',
    acceptFinalTry: 'I am sure of the PIN. Use the last try.',
    locked:
      'The token has locked its PIN. Only its security officer (SO PIN) can set a new one, with the tools of its maker.',
    moduleChanged:
      'The HSM module is not the file that was approved. Do not type a PIN before you know why it changed.',
    approved: 'Approved SHA-256',
    found: 'Found SHA-256',
    moduleDetails: 'Token and module',
    checkAgain: 'Look again',
  },
  login: {
    title: 'Log in',
    lead: 'Log in with your own name and password. A role that needs two logins grants nothing until both are made.',
    name: 'Name',
    password: 'Password',
    act: 'Log in',
    waitingTitle: (have: number, need: number) => `${have} of ${need} logged in`,
    waiting: (role: string) =>
      `The role ${role} needs another identity to log in here. Nothing else is shown until then.`,
    loggedIn: 'Logged in so far',
    logOut: 'Log out',
    hsmLoggedOut: 'The console is logged out of the HSM.',
    another: 'Log in another identity',
    anotherLead:
      'A second identity joins this login. The permissions of a role are granted when all its logins are made.',
    done: (name: string) => `${name} is logged in.`,
  },
  blocked: {
    title: 'The console cannot go on',
    again: 'Look again',
  },
} as const;
