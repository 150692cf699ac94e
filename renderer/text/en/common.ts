// Words that many screens share: buttons, tables, dialogs, times, field rules.

export const commonText = {
  productName: 'KMES Console',
  ok: 'OK',
  cancel: 'Cancel',
  apply: 'Apply',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  select: 'Select',
  remove: 'Remove',
  tryAgain: 'Try again',
  clear: 'Clear',
  copy: 'Copy',
  copied: 'Copied',
  copyValue: (what: string) => `Copy ${what}`,
  show: 'Show while typing',
  hide: 'Hide',
  details: 'Details',
  copyDetails: 'Copy details',
  required: 'required',
  none: 'None',
  never: 'Never',
  notSet: '—',
  loading: (what: string) => `Loading ${what}`,
  working: 'Working',

  table: {
    noRows: 'Nothing here yet',
    noResults: 'Nothing matches the filter',
    columns: 'Columns',
    chooseColumns: 'Choose columns',
    resetColumns: 'Back to the default columns',
    rows: (from: number, to: number, total: number) =>
      total === 0
        ? 'No rows'
        : `${from.toLocaleString('en')}–${to.toLocaleString('en')} of ${total.toLocaleString('en')}`,
    count: (total: number) => (total === 1 ? '1 row' : `${total.toLocaleString('en')} rows`),
    previousPage: 'Previous page',
    nextPage: 'Next page',
    notLoaded: 'The list could not be loaded.',
    actions: 'Actions',
    actionsOf: (name: string) => `Actions for ${name}`,
  },

  plot: {
    asTable: 'Show as table',
    asPlot: 'Show as plot',
  },

  dialog: {
    leaveTitle: 'Leave without saving?',
    leaveBody: 'What you changed in this dialog is lost.',
    stay: 'Keep editing',
    leave: 'Leave without saving',
    summary: (count: number) =>
      count === 1 ? 'One field needs a different value.' : `${count} fields need a different value.`,
    tabHasProblem: 'has a field to correct',
  },

  confirm: {
    happens: 'What will happen',
    stops: 'What stops working',
    costs: 'What it costs',
    undo: 'How to undo it',
    approves: 'Who must approve',
    justification: 'Justification',
    justificationHelp: 'Why this is done. It is kept in the audit log. 5 characters or more.',
    typeName: (name: string) => `Type ${name} to confirm`,
    typeNameHelp: 'This cannot be undone.',
    nothingStops: 'Nothing stops working.',
    nothingCosts: 'It does not change what AWS charges.',
  },

  repeat: {
    every: 'Every',
    unit: 'Unit',
    units: { days: 'days', weeks: 'weeks', months: 'months', years: 'years' },
    startAt: 'First run',
    startAtHelp: 'Time of this machine.',
  },

  field: {
    empty: 'Enter a value.',
    invalid: 'This value cannot be used here.',
    tooShort: (least: number) => (least <= 1 ? 'Enter a value.' : `Use ${least} characters or more.`),
    tooLong: (most: number) => `Use ${most.toLocaleString('en')} characters or fewer.`,
    tooSmall: (least: number) => `Use ${least.toLocaleString('en')} or more.`,
    tooLarge: (most: number) => `Use ${most.toLocaleString('en')} or less.`,
    tooFew: (least: number) => (least === 1 ? 'Choose at least one.' : `Choose at least ${least}.`),
    tooMany: (most: number) => `Choose at most ${most}.`,
    notANumber: 'Enter a whole number.',
  },

  time: {
    now: 'just now',
    seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
    minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
    months: (count: number) => (count === 1 ? '1 month' : `${count} months`),
    years: (count: number) => (count === 1 ? '1 year' : `${count} years`),
    ago: (span: string) => `${span} ago`,
    ahead: (span: string) => `in ${span}`,
    utc: 'UTC',
    local: (offset: string) => `local, ${offset}`,
  },

  error: {
    changed: {
      'not-done': 'Nothing was changed.',
      done: 'The change was made all the same.',
      unknown: 'It is not known whether anything was changed. Look before you try again.',
    },
    copyHeading: 'Error details',
    code: 'Code',
    reference: 'Reference',
    call: 'Call',
    noReference: 'none',
  },

  pane: {
    resize: 'Resize the panes',
  },
} as const;
