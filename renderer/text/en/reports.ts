// Text of Logging and Reporting > Reports. Titles, descriptions and columns of the kinds come from main as they are.
export const reportsText = {
  title: 'Reports',
  intro:
    'Evidence that stands without the console: each report is a folder that the HSM has signed, as JSON and as CSV.',
  listLabel: 'Reports',
  loading: 'the reports',
  kinds: 'Kinds of report',
  saved: 'Saved reports',
  savedNone: 'None yet. Save a report to run it again, or by a schedule.',
  notPermitted: 'Needs permissions that this login does not have',
  nextRun: 'Runs next',
  noSchedule: 'No schedule',
  pane: 'Report',

  folder: (name: string) => `Report folder: ${name}`,
  noFolder: 'No report folder',
  chooseFolder: 'Choose report folder',
  folderChosen: (name: string) => `Reports now go to ${name}.`,
  folderHint: 'The folder for scheduled reports, and for those that are exported without asking.',

  filters: {
    title: 'What is in it',
    none: 'This report always holds everything.',
    groupIds: 'Key groups',
    groupsAll: 'All key groups',
    keyStates: 'Key states',
    keyStatesAll: 'All states',
    requestStatuses: 'Status of the request',
    requestStatusesAll: 'All statuses',
    from: 'Made at or after',
    to: 'Made before',
    local: 'Times are those of this machine. The report itself states UTC.',
    auditGap: 'With a filter the report proves each entry, but not that none was left out. Without one it proves both.',
    columns: 'Columns of the CSV',
    columnsAll: 'All columns',
    columnsHint: 'The JSON always holds everything.',
    several: (count: number) => `${count} chosen`,
    rangeWrong: 'The start is later than the end.',
  },

  preview: {
    title: 'Preview',
    loading: 'the preview',
    again: 'Read again',
    rows: (shown: number, total: number | null) =>
      total === null
        ? `First ${shown.toLocaleString('en')} rows`
        : shown === total
          ? total === 1
            ? '1 row'
            : `All ${total.toLocaleString('en')} rows`
          : `First ${shown.toLocaleString('en')} of ${total.toLocaleString('en')} rows`,
    empty: 'The report has no row.',
    label: 'First rows of the report',
  },

  run: {
    export: 'Export…',
    toFolder: 'Export to the report folder',
    running: 'Writing the report',
    rows: (done: number, total: number) =>
      total === 0
        ? `${done.toLocaleString('en')} rows written`
        : `${done.toLocaleString('en')} of ${total.toLocaleString('en')} rows written`,
    starting: 'Waiting for the folder, then the first rows',
    cancel: 'Cancel the export',
    nothingLeft: 'A cancelled export leaves nothing behind.',
  },
  done: {
    title: (kind: string) => `${kind} exported`,
    rows: (rows: number) => (rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`),
    evaluation: 'It says EVALUATION.',
    path: 'Folder',
    sha256: 'SHA-256 of manifest.json',
    anchorKey: 'Fingerprint of the anchor key',
    verify: 'Check it without the console',
    verifyHint:
      'Run this beside the folder, on any machine with Node.js. It prints VERIFIED or REFUSED. Take the fingerprint from the set-up record, not from the report.',
    close: 'Close this notice',
    signOff: 'Sign off as reviewed…',
  },

  signOff: {
    title: 'Sign off the access review',
    body: 'Says in the audit log that everyone logged in here has read this report. It changes nothing else.',
    remark: 'Remark',
    remarkHelp: 'What was found, or what is to be changed. May be empty.',
    act: 'Sign off the review',
    done: 'The review is signed off.',
  },

  save: {
    button: 'Save…',
    change: 'Change…',
    title: 'Save report',
    changeTitle: 'Change saved report',
    name: 'Name',
    scheduled: 'Run it by a schedule',
    scheduledHelp: 'It runs while the console is open and the HSM is logged in, and writes into the report folder.',
    needsFolder: 'No report folder is chosen yet: scheduled runs fail until one is.',
    act: 'Save report',
    done: (name: string) => `Report ${name} saved.`,
    relative: 'Times chosen as “last 7 days” are kept as the dates they stand for now.',
  },
  remove: {
    button: 'Delete…',
    title: (name: string) => `Delete saved report ${name}?`,
    body: 'Its schedule ends. Reports that were written stay where they are.',
    act: 'Delete saved report',
    done: (name: string) => `Saved report ${name} deleted.`,
  },
  lastRun: 'Last scheduled run',
  lastRunFailed: 'It wrote no report.',
  savedBy: (name: string) => `Saved by ${name}`,
} as const;
