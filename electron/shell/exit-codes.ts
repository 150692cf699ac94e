// The program's exit codes, for scripts that start it.

export const exitCodes = {
  ok: 0,
  /** Could not start, or had to end after an error it cannot recover from. */
  failed: 1,
  /** The command line was refused. */
  usage: 2,
  /** Already open for this data folder. */
  alreadyOpen: 3,
} as const;
