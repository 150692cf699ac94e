// Stop all jobs: a sealed switch that anyone may set and that two people undo. While it is set the runner begins no step.
import type { Controls, RowId } from '../../domain/entities';
import type { StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';

/** There is one row of switches. */
const controlsId = '0000000000000000000000000000c001';

/** Who stopped all jobs, when and why; null while jobs may run. */
export async function jobsStopped(tx: StoreReader): Promise<Controls['jobsStopped']> {
  return (await tx.controls.get(controlsId))?.jobsStopped ?? null;
}

/** What a job says that was stopped between two steps. */
export function stoppedError(): ConsoleError {
  return new ConsoleError('state.conflict', { facts: { what: 'jobs-stopped' } });
}

/** Throws `state.conflict` (what `jobs-stopped`) when they are stopped already. */
export async function stopJobs(tx: StoreWriter, by: RowId, justification: string, at: string): Promise<void> {
  if ((await jobsStopped(tx)) !== null) throw stoppedError();
  await tx.controls.put({ id: controlsId, jobsStopped: { at, by, justification } });
}

/** Throws `state.conflict` (what `jobs-not-stopped`) when they are not stopped. */
export async function resumeJobs(tx: StoreWriter): Promise<void> {
  if ((await jobsStopped(tx)) === null)
    throw new ConsoleError('state.conflict', { facts: { what: 'jobs-not-stopped' } });
  await tx.controls.put({ id: controlsId, jobsStopped: null });
}
