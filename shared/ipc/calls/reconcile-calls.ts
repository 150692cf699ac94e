// Calls of reconciliation: compare with AWS, see what differs, and answer each difference.
import { z } from 'zod';
import { rowId } from '../../schemas/common';
import { jobStarted } from '../../schemas/key-groups';
import {
  driftAnswerInput,
  reconcileList,
  reconcileResult,
  reconcileRun,
  reconciliationView,
} from '../../schemas/reconcile';
import { command, query } from '../definition';

const nothing = z.object({}).strict();

export const reconcileCalls = {
  /** What the last comparison of a group found; null before the first. */
  'reconcile.get': query({
    input: z.object({ groupId: rowId }),
    output: reconciliationView.nullable(),
    phases: ['ready'],
    permission: 'Keys:View',
  }),
  /** Every difference that waits for an answer, of every group. */
  'reconcile.list': query({ input: nothing, output: reconcileList, phases: ['ready'], permission: 'Keys:View' }),
  /** Reads AWS and keeps what differs; changes neither AWS nor what the console believes. `input.cancelled` after `reconcile.cancel`. */
  'reconcile.run': command({
    input: reconcileRun,
    output: reconcileResult,
    phases: ['ready'],
    permission: 'Keys:View',
    approval: { none: 'reads AWS and changes nothing that is believed' },
    audit: 'reconcile.checked',
  }),
  'reconcile.cancel': command({
    input: z.object({ runId: rowId }),
    output: nothing,
    phases: ['ready'],
    permission: 'Keys:View',
    approval: { none: 'less, never more' },
    audit: { none: 'a cancelled comparison leaves nothing behind' },
  }),
  'reconcile.take': command({
    input: driftAnswerInput,
    output: nothing,
    phases: ['ready'],
    permission: 'Keys:Modify',
    approval: 'reconcile.take',
    audit: 'reconcile.taken',
  }),
  'reconcile.push': command({
    input: driftAnswerInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Modify',
    approval: 'reconcile.push',
    audit: 'job.queued',
  }),
  'reconcile.ignore': command({
    input: driftAnswerInput,
    output: nothing,
    phases: ['ready'],
    permission: 'Keys:Modify',
    approval: 'reconcile.ignore',
    audit: 'reconcile.ignored',
  }),
} as const;
