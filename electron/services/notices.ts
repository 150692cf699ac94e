// What everybody must know until it is over: too few administrators, no recovery shares, a recovery under way or just done.
import type { StoreReader } from '../ports/store';
import type { IpcPhase } from '../../shared/ipc/definition';
import type { Environment, NoticeView } from '../../shared/schemas/status';
import { readRule } from './approvals/stored-policy';
import type { ConsoleState } from './console-state';
import { identityName } from './identity-names';
import { readRecovery } from './recovery/read-recovery';
import { recoveryRules, recoveryState } from '../domain/recovery-rules';

export async function readNotices(state: ConsoleState, phase: IpcPhase, now: Date): Promise<readonly NoticeView[]> {
  const { opened } = state;
  if (opened === null) return [];
  return opened.store.read(async (tx) => [
    ...(await recoveryNotices(tx, now)),
    ...(phase === 'ready' ? await standingNotices(tx, opened.store.environment) : []),
  ]);
}

async function standingNotices(tx: StoreReader, environment: Environment): Promise<readonly NoticeView[]> {
  const notices: NoticeView[] = [];
  const managing = (await tx.roles.list()).filter((role) => role.permissions.includes('Identities:Manage'));
  const administrators = (await tx.identities.list()).filter(
    (identity) => identity.status === 'enabled' && managing.some((role) => identity.roleIds.includes(role.id)),
  );
  // Who asks for a reset, who approves it, and who is reset.
  const need = Math.max(3, (await readRule(tx, environment, 'identity.reset-password')).approvalsRequired + 2);
  const have = administrators.length;
  if (have < need) notices.push({ kind: 'two-administrators', have, need });
  if ((await readRecovery(tx)).secret === null) notices.push({ kind: 'no-recovery-shares' });
  return notices;
}

async function recoveryNotices(tx: StoreReader, now: Date): Promise<readonly NoticeView[]> {
  const recovery = await readRecovery(tx);
  const { attempt, completed } = recovery;
  const notices: NoticeView[] = [];
  const under = recoveryState(recovery, now);
  if (attempt !== null && (under === 'waiting' || under === 'open'))
    notices.push({ kind: 'recovery-begun', startedAt: attempt.startedAt, opensAt: attempt.opensAt });
  if (completed !== null && now.getTime() < new Date(completed.at).getTime() + recoveryRules.shownMs) {
    const administrators = await Promise.all(completed.administratorIds.map((id) => identityName(tx, id)));
    notices.push({ kind: 'recovery-completed', at: completed.at, administrators });
  }
  return notices;
}
