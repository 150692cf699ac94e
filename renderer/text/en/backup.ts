// Every sentence of Administration > Backup.
const count = (number: number, one: string, many: string): string =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString('en')} ${many}`;

export const backupText = {
  title: 'Backup',
  intro: 'Copies of the store, encrypted under its own key, and what is known of the HSM’s own backup.',
  loading: 'the backups',
  store: {
    title: 'The store',
    lead: 'Identities, policies, keys’ records, jobs and the audit log. A copy is made while the console works; only the HSM that holds its key opens it.',
    last: 'Last backup',
    none: 'No backup has been made yet',
    at: 'Made',
    by: 'Made by',
    schedule: 'Schedule',
    scheduled: 'the schedule',
    directory: 'Folder',
    holds: 'Holds',
    entries: (head: number) => `the audit log up to entry ${head.toLocaleString('en')}`,
    size: 'Size',
    bytes: (bytes: number) =>
      bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
    sha256: 'SHA-256 of backup.json',
    folder: 'Folder for scheduled backups',
    noFolder: 'None chosen',
    next: 'Next backup',
    noSchedule: 'No schedule',
    every: (number: number, unit: string) => (number === 1 ? `every ${unit.slice(0, -1)}` : `every ${number} ${unit}`),
    failedTitle: 'The last scheduled backup failed',
    noneBody:
      'Without a backup a lost disk loses who approved what. Make one now, and let the console make them by a schedule.',
  },
  make: {
    button: 'Back up now…',
    toFolder: 'Back up to the folder',
    running: 'Backing up the store',
    starting: 'waiting for the folder',
    copy: (done: number, total: number) => (total === 0 ? 'copying' : `copied ${Math.floor((100 * done) / total)} %`),
    verify: (done: number, total: number) =>
      `verified ${done.toLocaleString('en')} of ${total.toLocaleString('en')} entries of the copy`,
    cancel: 'Cancel the backup',
    nothingLeft: 'The copy gets its name once it was opened and verified. A cancelled backup leaves nothing behind.',
    done: (directory: string) => `Backed up to ${directory}`,
  },
  folder: { choose: 'Choose folder…', chosen: (name: string) => `Backups now go to ${name}.` },
  schedule: {
    button: 'Schedule…',
    title: 'Schedule of backups',
    on: 'Make backups by a schedule',
    help: 'They are made while the console is open and the HSM is logged in, and go into the chosen folder. One that was missed is made at the next time.',
    needsFolder: 'Choose the folder for scheduled backups first.',
    act: 'Save schedule',
    done: 'The schedule is saved.',
  },
  restore: {
    button: 'Restore…',
    title: 'Restore the store from a backup',
    reading: 'Opening the backup',
    readingHint: 'The whole copy is opened with the HSM and its audit log verified before anything is shown.',
    back: 'What comes back',
    madeAt: 'Backup made',
    madeBy: 'Made by',
    schedule: 'the schedule',
    version: 'Version of the console',
    storeId: 'Store',
    head: 'Audit log ends at entry',
    lost: 'What is lost',
    entries: 'Audit entries since then',
    entriesLost: (entries: number | null, head: number) =>
      entries === null
        ? `The backup is of another line of the log, left at an earlier restoration; today’s ends at entry ${head.toLocaleString('en')}`
        : count(entries, 'entry', 'entries'),
    requests: 'Open approvals',
    requestsVoid: (today: number, backup: number) =>
      `${count(today, 'open request', 'open requests')} of today lost, ${count(backup, 'of the backup', 'of the backup')} void`,
    keys: 'Keys made since then',
    groups: 'Key groups',
    credentials: 'Cloud credentials',
    identities: 'Identities',
    none: 'None',
    names: (names: readonly string[]) =>
      names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`,
    keysStay:
      'Keys made since then stay in the HSM and in AWS, but the console knows nothing of them any more. Export the audit report and the key inventory first.',
    happens: (directory: string) =>
      `The store as it was in ${directory} takes the place of the one that is open. The console locks; the next unlock opens the restored store.`,
    stops: 'Everybody is logged out. All jobs are stopped until two people resume them.',
    undo: 'The present store is kept in the data folder under another name, and can be brought back by hand.',
    act: 'Restore the store',
    done: 'The store is being restored. Unlock the console to open it.',
  },
  hsm: {
    title: 'The HSM',
    lead: 'The console cannot back up an HSM: its maker’s tools do. Record here that it was done, so that each key shows whether a backup holds it.',
    covered: 'Keys in the HSM',
    coverage: (total: number, missing: number) =>
      total === 0
        ? 'No key in the HSM yet'
        : missing === 0
          ? `All ${total.toLocaleString('en')} are in a confirmed backup`
          : `${count(missing, 'key is', 'keys are')} not in a confirmed backup, of ${total.toLocaleString('en')}`,
    missingTitle: (missing: number) =>
      missing === 1
        ? 'One key is in no confirmed backup of the HSM'
        : `${missing.toLocaleString('en')} keys are in no confirmed backup of the HSM`,
    missingBody: 'AWS gives no key material back: if the HSM is lost, so are these keys.',
    button: 'Confirm a backup…',
    list: 'Confirmed backups',
    none: 'No backup of the HSM was confirmed yet.',
    all: 'every key there was',
    some: (keys: number) => count(keys, 'named key', 'named keys'),
    columns: { taken: 'HSM backed up', holds: 'Holds', note: 'Note', by: 'Confirmed by' },
  },
  confirm: {
    title: 'Confirm a backup of the HSM',
    lead: 'Says in the audit log, under your name, that the HSM’s own backup was made. The console cannot check it.',
    takenAt: 'When it was made',
    takenAtHelp: 'Time of this machine. Keys made later are not in it.',
    future: 'This time has not come yet.',
    note: 'Note',
    noteHelp: 'Where it is kept, who holds the cards, the number of the backup. May be empty.',
    holds: 'It holds every key that was in the HSM at that time.',
    act: 'Confirm the backup',
    done: 'The backup of the HSM is recorded.',
  },
  key: {
    label: 'HSM backup',
    in: 'In confirmed backup of',
    notIn: 'Not in a confirmed backup',
    notHeld: 'Not held in the HSM',
  },
} as const;
