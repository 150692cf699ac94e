// The status of the whole console, as the frame of the window shows it at all times.
import type { Identity } from '../domain/entities';
import type { Clock } from '../ports/clock';
import type { Hsm } from '../ports/hsm';
import type { Settings } from '../ports/settings';
import type { Simulator } from '../ports/simulator';
import type { StoreReader } from '../ports/store';
import type { AppStatus, HsmView, PersonView, SessionView } from '../../shared/schemas/status';
import { countRequests } from './approvals/count-requests';
import { phaseOf, type ConsoleState, type OpenedConsole } from './console-state';
import { identityName } from './identity-names';
import { jobsStopped } from './jobs/job-switch';
import { readNotices } from './notices';
import { tokenViewOf } from './token-view';

export interface StatusParts {
  readonly state: ConsoleState;
  readonly hsm: Hsm;
  readonly settings: Settings;
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly version: string;
  readonly runtime: AppStatus['runtime'];
  readonly dataDir: string;
}

export async function readStatus(parts: StatusParts): Promise<AppStatus> {
  const { state } = parts;
  const { opened, installation } = state;
  const phase = await phaseOf(state);
  const endpoint = parts.simulator.current();
  return {
    version: parts.version,
    phase,
    problem: state.problem?.toShape() ?? null,
    environment: installation?.environment ?? null,
    evaluationReasons: [...(installation?.evaluationReasons ?? [])],
    runtime: parts.runtime,
    dataFolder: parts.dataDir,
    hsm: hsmView(parts),
    session: await sessionView(state),
    integrity: state.integrity,
    ...(opened === null || phase !== 'ready' ? nothing : await readCounts(opened, parts.clock.now())),
    simulator: endpoint === null ? null : { endpoint },
    notices: [...(await readNotices(parts.state, phase, parts.clock.now()))],
  };
}

type Counts = Pick<AppStatus, 'jobs' | 'approvals'>;
const nothing: Counts = {
  jobs: { running: 0, queued: 0, needsAttention: 0, stopped: null },
  approvals: { open: 0, forMe: 0 },
};

async function readCounts({ store, session }: OpenedConsole, now: Date): Promise<Counts> {
  const { identities } = await session.current();
  return store.read(async (tx) => ({
    jobs: await countJobs(tx),
    approvals: await countRequests(tx, store.environment, { identities, now }),
  }));
}

export function hsmView({ state, hsm, settings }: StatusParts): HsmView {
  const now = hsm.state;
  const token = now.kind === 'disconnected' ? null : now.token;
  const capabilities = token === null ? null : settings.capabilities(token.serial);
  const found = state.problem?.facts['sha256'];
  return {
    state: now.kind,
    reason: now.kind === 'disconnected' ? now.reason : null,
    token: token === null ? null : tokenViewOf(token),
    modulePath: state.installation?.module.path ?? null,
    moduleSha256: now.kind === 'disconnected' ? (typeof found === 'string' ? found : null) : now.moduleSha256,
    approvedSha256: state.installation?.module.approvedSha256 ?? null,
    capabilities: capabilities === null ? null : { ...capabilities },
    pinInTwoParts: state.installation?.pinInTwoParts ?? false,
  };
}

async function sessionView({ opened }: ConsoleState): Promise<SessionView> {
  if (opened === null) return { identities: [], roles: [], waiting: null, permissions: [], locked: null };
  const { identities, rights, locked } = await opened.session.current();
  const person = ({ id, name, fullName }: Identity): PersonView => ({ id, name, fullName });
  return {
    identities: identities.map(person),
    roles: rights.roles.map((role) => role.name),
    waiting: rights.waiting,
    permissions: [...rights.permissions],
    locked: locked?.map(person) ?? null,
  };
}

async function countJobs(tx: StoreReader): Promise<AppStatus['jobs']> {
  const count = async (status: 'Running' | 'Queued' | 'Needs attention'): Promise<number> =>
    (await tx.jobs.list({ status: [status], limit: 1 })).total;
  const stopped = await jobsStopped(tx);
  return {
    running: await count('Running'),
    queued: await count('Queued'),
    needsAttention: await count('Needs attention'),
    stopped: stopped === null ? null : { ...stopped, by: await identityName(tx, stopped.by) },
  };
}
