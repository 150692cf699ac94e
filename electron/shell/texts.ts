// Every sentence main itself shows (dialogs, menu, standard error). What the window shows is in renderer/text.

export const shellTexts = {
  productName: 'KMES Console',
  alreadyOpen: 'KMES Console is already open for this data folder. Its window has been brought to the front.',
  unsandboxed:
    'Notice: Chromium runs without its sandbox (--no-sandbox), which only the root user needs. Start the console as a normal user to have it on.',
  dangerousSwitches: (names: readonly string[]) =>
    `KMES Console does not start with: ${names.map((name) => `--${name}`).join(', ')}.`,
  badOption: 'The option --data-dir needs one folder: --data-dir FOLDER.',
  startFailedTitle: 'KMES Console could not start',
  startFailed: (code: string, ref: string) =>
    `Nothing was changed. Close other copies of the console, check that the data folder can be written, and start again.\n\nCode ${code}, reference ${ref}`,
  brokenTitle: 'KMES Console has to close',
  broken: (code: string, ref: string) =>
    `Something went wrong that the console cannot recover from. It logs out of the HSM and closes. Steps of jobs that were under way are looked up after the next login.\n\nCode ${code}, reference ${ref}`,
  reopenedTitle: 'The window was opened again',
  reopened:
    'The window stopped working and was opened again. Running jobs and logins were not affected. Input that was not sent is lost.',
  unresponsiveTitle: 'The window does not respond',
  unresponsive: 'Running jobs and logins are not affected. Opening the window again loses input that was not sent.',
  unsentTitle: 'Close with changes that were not sent?',
  unsent: 'What was typed and not confirmed is lost. Nothing was changed by it.',
  stay: 'Stay',
  leave: 'Close',
  wait: 'Wait',
  openAgain: 'Open again',
  ok: 'OK',
  dialogs: {
    'credential-csv': { title: 'Choose the access key file from AWS', filter: 'CSV files', extensions: ['csv'] },
    'key-policy': { title: 'Choose a key policy', filter: 'JSON files', extensions: ['json'] },
    'pkcs11-module': {
      title: 'Choose the PKCS#11 library of the HSM',
      filter: 'Libraries',
      extensions: ['so', 'dylib', 'dll'],
    },
    'audit-csv': { title: 'Save the audit log', filter: 'CSV files', extensions: ['csv'] },
    'approval-evidence': { title: 'Save the evidence of approvals', filter: 'JSON files', extensions: ['json'] },
    'officer-record': { title: 'Save the officer’s record', filter: 'PDF files', extensions: ['pdf'] },
    'setup-record': { title: 'Save the set-up record', filter: 'PDF files', extensions: ['pdf'] },
    'evaluation-credential-csv': { title: 'Save the evaluation access key', filter: 'CSV files', extensions: ['csv'] },
  },
  folderDialogs: {
    'report-folder': 'Choose the folder for the report',
    'backup-folder': 'Choose the folder for backups of the store',
    backup: 'Choose the backup to restore from: its own folder',
  },
  allFiles: 'All files',
  requestsWaiting: (count: number) =>
    count === 1 ? 'One request waits for your decision' : `${count} requests wait for your decision`,
  needsPerson: 'KMES Console needs a person',
  needs: {
    approvals: (count: number) => `Requests that wait: ${count}`,
    'jobs-needing-attention': (count: number) => `Jobs that need attention: ${count}`,
    'jobs-failed': (count: number) => `Failed jobs of the last 7 days: ${count}`,
    'rotations-due': (count: number) => `Rotations due: ${count}`,
    'material-expiring': (count: number) => `Key material that expires within 30 days: ${count}`,
    'deletions-scheduled': (count: number) => `Scheduled deletions in AWS KMS: ${count}`,
    drift: (count: number) => `Differences between the console and AWS KMS: ${count}`,
    troubles: (count: number) => `Troubles of HSM, store, log or clock: ${count}`,
  },
  promptTitle: 'KMES Console: confirm with your password',
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    help: 'Help',
    quit: 'Quit',
    about: 'About KMES Console',
    developer: 'Developer tools',
  },
} as const;
