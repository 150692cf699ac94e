// Every sentence of Identity Management > Identities, and of the recovery by custodians that belongs to it.

export const identitiesText = {
  title: 'Identities',
  intro: 'The people who may log in. Whoever has acted stays in the record, even when deleted here.',
  tableLabel: 'Identities',
  search: 'Filter identities',
  columns: {
    name: 'Name',
    fullName: 'Full name',
    roles: 'Roles',
    status: 'Status',
    lastLogin: 'Last login',
    secondFactor: 'Second factor',
    created: 'Created',
  },
  neverLoggedIn: 'Never',
  status: {
    enabled: 'Enabled',
    disabled: 'Disabled',
    deleted: 'Deleted',
    locked: 'Locked',
    firstLogin: 'New password due',
    waiting: 'Cannot approve yet',
  },
  statusHint: {
    enabled: 'May log in.',
    disabled: 'Cannot log in. Open approvals of this identity no longer count.',
    deleted: 'Kept in the record only.',
    locked: 'Too many wrong passwords. The lock ends by itself, or with a new password.',
    firstLogin: 'Must choose a new password at the next login, before anything else.',
    waiting: 'Made by a recovery: may not approve for the first 24 hours.',
  },
  secondFactor: { none: 'None', enrolled: 'One-time code' },
  empty: {
    title: 'No other identities',
    body: 'An identity is a person who logs in with their own password. Dual control needs at least two; three administrators let one of them forget a password.',
  },
  noMatch: { title: 'No identity matches', body: 'Nobody has this text in their name, full name or roles.' },
  showDeleted: 'Show deleted',
  goTo: 'Go to Identities',
  fewAdministrators: {
    title: (have: number) =>
      have === 1
        ? 'Only one administrator exists.'
        : `Only ${have === 2 ? 'two' : have === 3 ? 'three' : String(have)} administrators exist.`,
    body: (need: number) =>
      `If one of them forgets the password or leaves, nobody can manage identities any more. Add a ${need === 3 ? 'third' : need === 4 ? 'fourth' : `${String(need)}th`} administrator.`,
    act: 'Add an identity',
  },

  actions: {
    add: 'Add identity',
    addMenu: 'Add identity…',
    edit: 'Edit…',
    view: 'Open',
    disable: 'Disable…',
    enable: 'Enable…',
    reset: 'Reset password…',
    delete: 'Delete…',
    own: 'You cannot do this to yourself.',
  },
  you: 'you',

  editor: {
    addTitle: 'Add Identity',
    editTitle: (name: string) => `Identity ${name}`,
    tabs: { info: 'Info', roles: 'Roles', access: 'Access' },
    name: 'Login name',
    nameHint: 'Lower case letters, digits, dot, dash and underscore; begins with a letter. It never changes.',
    fullName: 'Full name',
    fullNameHint: 'As colleagues know this person.',
    rolesLead:
      'What this identity may do. A role that needs two logins grants nothing until two of its identities are logged in.',
    logins: (count: number) => (count === 1 ? '1 login' : `${count} logins`),
    excluded: (role: string, other: string) => `${role} cannot be held together with ${other}. Take one of them away.`,
    passwordNote:
      'After the approvals are there, a small window of the console asks for a first password. It must be changed at the first login.',
    added: (name: string) => `Identity ${name} was added.`,
    changed: (name: string) => `Identity ${name} was changed.`,
    facts: {
      status: 'Status',
      lastLogin: 'Last login',
      lockedUntil: 'Locked until',
      password: 'Password',
      passwordOwn: 'Chosen by this person',
      passwordFirst: 'Must be changed at the next login',
      secondFactor: 'Second factor',
      mayDecide: 'May approve from',
      created: 'Created',
      revision: 'Revision',
      id: 'Identity ID',
    },
  },
  problems: {
    name: 'Use 2 to 64 lower case letters, digits, dots, dashes or underscores, beginning with a letter.',
    taken: 'Another identity has this name.',
    fullName: 'Enter the full name.',
    roles: 'Choose at least one role.',
    excluded: 'Two of these roles exclude each other.',
  },

  disable: {
    title: (name: string) => `Disable ${name}`,
    happens: (name: string) => `${name} is logged out at once and cannot log in any more.`,
    stops:
      'Approvals that this identity has given and that are not carried out yet no longer count. Requests stay open.',
    undo: 'Enable the identity again.',
    button: (name: string) => `Disable ${name}`,
    done: (name: string) => `${name} was disabled.`,
  },
  enable: {
    title: (name: string) => `Enable ${name}`,
    happens: (name: string) => `${name} may log in again, with the password and the second factor as they were.`,
    undo: 'Disable the identity again.',
    button: (name: string) => `Enable ${name}`,
    done: (name: string) => `${name} was enabled.`,
  },
  reset: {
    title: (name: string) => `Reset the password of ${name}`,
    happens: (name: string) =>
      `${name} gets a new first password and a new signing key. The old key is closed and kept, so that earlier decisions can still be checked. The lock, if there is one, ends.`,
    stops:
      'Approvals of this identity that are not carried out yet no longer count. Until the password is changed the identity cannot decide, and never on requests of whoever took part in this reset.',
    undo: 'It cannot be taken back. The identity chooses a new password at the next login.',
    removeSecondFactor: 'Remove the second factor as well',
    removeSecondFactorHint:
      'Only where both the device and the recovery codes are lost. A new one is enrolled at the next login.',
    button: (name: string) => `Reset the password of ${name}`,
    done: (name: string) => `The password of ${name} was reset.`,
  },
  delete: {
    title: (name: string) => `Delete identity ${name}`,
    happens: (name: string) =>
      `${name} cannot log in any more and leaves this list. Everything done by ${name} stays in the record, with the public key that proves it.`,
    stops: 'Approvals of this identity that are not carried out yet no longer count.',
    undo: 'It cannot be undone, and the login name is not given again.',
    button: (name: string) => `Delete ${name}`,
    done: (name: string) => `${name} was deleted.`,
  },
  costs: 'No change of price.',

  recovery: {
    menu: 'Recovery shares',
    title: 'Recovery shares',
    lead: 'If all administrators are lost, any two of three custodians can bring two new ones in, together with the PIN of the HSM and after 24 hours. Each custodian keeps one share on paper; the console keeps none of them.',
    none: 'No shares exist. Without them, losing all administrators means setting up anew.',
    madeAt: 'Shares made',
    neverMade: 'Never',
    last: 'Last recovery',
    noLast: 'None',
    make: 'Make recovery shares',
    makeAgain: 'Make new recovery shares',
    makeTitle: 'Make recovery shares',
    happens:
      'A new recovery secret is made and split into three shares. A small window shows them one by one, each to one custodian.',
    stopsNone: 'Nothing stops working.',
    stopsOld: 'Shares made before are void.',
    undo: 'Make new shares; they void these.',
    costs: 'No change of price.',
    made: 'Recovery shares were made.',
    noSharesNotice: {
      title: 'No recovery shares exist.',
      body: 'If all administrators were lost, nobody could bring new ones in. Make the shares and give them to three custodians.',
    },
    begunNotice: {
      title: 'A recovery was begun.',
      body: 'Two custodians and the PIN of the HSM started it. Once the time of waiting is over, new administrators can be made. If this is not expected, cancel it now.',
    },
    opensIn: (span: string) => `It opens in ${span}.`,
    openNow: 'It is open now.',
    cancel: 'Cancel the recovery',
    cancelTitle: 'Cancel the recovery?',
    cancelBody:
      'The time of waiting ends and no administrators are made. Custodians can begin again with their shares.',
    cancelled: 'The recovery was cancelled.',
    completedNotice: {
      title: 'A recovery made new administrators.',
      body: (names: string, at: string) => `${names} were made by custodians on ${at}. This is shown for 30 days.`,
    },
    loginLink: 'All administrators are lost',
    beginTitle: 'Begin a recovery',
    beginBody:
      'Two custodians with their shares, and the PIN of the HSM, start a time of waiting of 24 hours. It is recorded, shown to everyone who unlocks or logs in, and any administrator can cancel it. Then new administrators can be made. They cannot approve for their first 24 hours.',
    beginSmallWindow: 'A small window of the console asks for the two shares and the PIN.',
    begin: 'Begin the recovery',
    begun: 'The time of waiting has begun.',
    notPossible: 'No recovery shares were ever made here, so there is nothing to begin a recovery with.',
    waitingTitle: 'The recovery waits',
    waiting: (span: string) => `New administrators can be made in ${span}.`,
    waitingUntil: 'Opens',
    lapses: 'Lapses',
    openTitle: (count: number) =>
      `Make ${count === 2 ? 'two' : count === 3 ? 'three' : String(count)} new administrators`,
    openLead:
      'The time of waiting is over. The small window asks for two shares and the PIN again, then for their first passwords.',
    person: (number: number) =>
      `${['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'][number - 1] ?? String(number)} administrator`,
    complete: 'Make the administrators',
    completed: 'The administrators were made. Log in with the first passwords.',
    states: {
      'no-secret': 'No shares',
      ready: 'Shares exist',
      waiting: 'Recovery waits',
      open: 'Recovery is open',
    },
  },
} as const;
