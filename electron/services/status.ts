// The status of the whole console, as the frame of the window shows it at all times.
import type { Hsm } from '../ports/hsm';
import type { Settings } from '../ports/settings';
import type { Simulator } from '../ports/simulator';
import type { StoreReader } from '../ports/store';
import type { AppStatus, HsmView, SessionView } from '../../shared/schemas/status';
import { phaseOf, type ConsoleState } from './console-state';
import { tokenViewOf } from './token-view';

export interface StatusParts {
  readonly state: ConsoleState;
  readonly hsm: Hsm;
  readonly settings: Settings;
  readonly simulator: Simulator;
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
    jobs: opened === null || phase !== 'ready' ? noJobs : await opened.store.read(countJobs),
    simulator: endpoint === null ? null : { endpoint },
  };
}

const noJobs: AppStatus['jobs'] = { running: 0, queued: 0, needsAttention: 0 };

function hsmView({ state, hsm, settings }: StatusParts): HsmView {
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
  if (opened === null) return { identities: [], roles: [], waiting: null, permissions: [] };
  const { identities, rights } = await opened.session.current();
  return {
    identities: identities.map(({ id, name, fullName }) => ({ id, name, fullName })),
    roles: rights.roles.map((role) => role.name),
    waiting: rights.waiting,
    permissions: [...rights.permissions],
  };
}

async function countJobs(tx: StoreReader): Promise<AppStatus['jobs']> {
  const count = async (status: 'Running' | 'Queued' | 'Needs attention'): Promise<number> =>
    (await tx.jobs.list({ status: [status], limit: 1 })).total;
  return {
    running: await count('Running'),
    queued: await count('Queued'),
    needsAttention: await count('Needs attention'),
  };
}
