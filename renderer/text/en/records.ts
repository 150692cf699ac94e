// Sentences about the records that are printed for paper. What stands in them is in shared/text/record-words.ts.
export const recordsText = {
  operation: 'Officer’s record (PDF)',
  operationHint: 'Request, preview, approvals, job, what AWS answered and the proof, on paper for two signatures.',
  setup: 'Set-up record (PDF)',
  setupHint: 'HSM, fingerprint of the anchor key and first identities, on paper for two signatures.',
  done: (fileName: string) => `Saved ${fileName}.`,
} as const;
