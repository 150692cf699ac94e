// Troubles of the console itself: token, log, store, clock, and jobs that a person stopped.
import type { StoreReader } from '../../ports/store';
import type { Trouble } from '../../../shared/schemas/dashboard';
import type { ConsoleState } from '../console-state';
import { jobsStopped } from '../jobs/job-switch';
import { hsmView, type StatusParts } from '../status';

/** Entries are written within moments of each other: a clock this far behind the log was set back. */
const behindMs = 60_000;

export async function readTroubles(tx: StoreReader, parts: StatusParts): Promise<Trouble[]> {
  return [
    ...tokenTroubles(parts),
    ...storeTroubles(parts.state),
    ...(await clockTroubles(tx, parts)),
    ...(await switchTroubles(tx)),
    ...(await compromisedTroubles(tx)),
  ];
}

function tokenTroubles(parts: StatusParts): Trouble[] {
  const { state, reason, token } = hsmView(parts);
  const pin = token?.pinState ?? 'ok';
  return [
    ...(state === 'logged-in' ? [] : [{ kind: 'hsm-not-logged-in', at: null, detail: reason } as const]),
    ...(pin === 'locked' ? [{ kind: 'pin-locked', at: null, detail: null } as const] : []),
    ...(pin === 'count-low' || pin === 'final-try' ? [{ kind: 'pin-tries-low', at: null, detail: pin } as const] : []),
  ];
}

/** A broken log freezes the store: then the log is what is said. */
function storeTroubles({ integrity, readOnly, problem }: ConsoleState): Trouble[] {
  const told = problem === null ? null : problem.code;
  if (integrity.state === 'broken')
    return [
      { kind: 'log-broken', at: integrity.at, detail: integrity.firstBad === null ? null : String(integrity.firstBad) },
    ];
  if (readOnly) return [{ kind: 'store-read-only', at: null, detail: told }];
  return told === null ? [] : [{ kind: 'other', at: null, detail: told }];
}

async function clockTroubles(tx: StoreReader, { clock }: StatusParts): Promise<Trouble[]> {
  const latest = await tx.audit.latestAt();
  if (latest === null || new Date(latest).getTime() - clock.now().getTime() < behindMs) return [];
  return [{ kind: 'clock-behind-log', at: latest, detail: null }];
}

async function switchTroubles(tx: StoreReader): Promise<Trouble[]> {
  const stopped = await jobsStopped(tx);
  return stopped === null ? [] : [{ kind: 'jobs-stopped', at: stopped.at, detail: stopped.justification }];
}

/** Compromised keys that AWS may still use: one trouble for all of them, since the first. */
async function compromisedTroubles(tx: StoreReader): Promise<Trouble[]> {
  const harmless = ['Disabled', 'Pending deletion', 'Destroyed'];
  const usable = (await tx.keys.list()).filter((key) => key.compromised != null && !harmless.includes(key.state));
  if (usable.length === 0) return [];
  const names = usable.map((key) => key.name).sort();
  const at = usable.map((key) => key.compromised?.at ?? '').sort()[0] ?? null;
  return [{ kind: 'key-compromised', at, detail: names.slice(0, 20).join(', ') }];
}
