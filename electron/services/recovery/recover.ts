// The recovery by custodians: begun with two shares and the PIN, waiting in plain sight, cancelled by any administrator, completed once.
import type { AuditEvent } from '../../domain/audit-event';
import type { Identity, Recovery } from '../../domain/entities';
import { begun, recoveryRules, recoveryState } from '../../domain/recovery-rules';
import { defaultRoles } from '../../domain/roles';
import type { OpenPrompt } from '../../ports/secret-prompt';
import type { StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { RecoveryView } from '../../../shared/schemas/recovery';
import { assertClock } from '../approvals/approval-parts';
import { enrolKey } from '../identities/enrol-key';
import { askNewPassword, makeFirstSecrets, type FirstSecrets } from '../identities/first-secrets';
import { newRowId } from '../ids';
import { proveCustodians } from './prove-custodians';
import { administratorsNeeded, readRecovery, recoveryView } from './read-recovery';
import type { RecoveryParts } from './recovery-parts';

type UnitOfWork = <T>(
  work: (tx: StoreWriter) => Promise<{ readonly result: T; readonly audit: Partial<AuditEvent> }>,
) => Promise<T>;
interface Person {
  readonly name: string;
  readonly fullName: string;
}

const target = { kind: 'recovery', id: '', name: 'Recovery' };
const conflict = (reason: string, facts: Readonly<Record<string, string | number>> = {}): ConsoleError =>
  new ConsoleError('state.conflict', { facts: { reason, ...facts } });

/** Throws `state.conflict` (no-recovery-shares, recovery-begun), and what `proveCustodians` throws. */
export async function beginRecovery(parts: RecoveryParts, unitOfWork: UnitOfWork): Promise<RecoveryView> {
  const { store, clock } = parts;
  const startable = async (
    tx: StoreReader,
  ): Promise<Recovery & { readonly secret: NonNullable<Recovery['secret']> }> => {
    const recovery = await readRecovery(tx);
    const { secret } = recovery;
    if (secret === null) throw conflict('no-recovery-shares');
    if (recoveryState(recovery, clock.now()) !== 'ready') throw conflict('recovery-begun');
    return { ...recovery, secret };
  };
  const { secret, revision } = await store.read(startable);
  await withPrompt(parts, (open) => proveCustodians(parts, open, secret, 'begin'));
  return unitOfWork(async (tx) => {
    const now = clock.now();
    await assertClock(tx, now);
    const recovery = await startable(tx);
    if (recovery.revision !== revision) throw conflict('stale');
    const changed = begun(recovery, now);
    await tx.recoveries.put(changed);
    return {
      result: await recoveryView(tx, store.environment, now),
      audit: {
        target,
        severity: 'critical',
        facts: { opensAt: changed.attempt?.opensAt, lapsesAt: changed.attempt?.lapsesAt },
      },
    };
  });
}

/** Throws `auth.not-permitted` unless one of the identities holds a role that manages identities, `state.conflict` (no-recovery). */
export async function cancelRecovery(
  parts: RecoveryParts,
  identities: readonly Identity[],
  unitOfWork: UnitOfWork,
): Promise<RecoveryView> {
  return unitOfWork(async (tx) => {
    const managing = (await tx.roles.list()).filter((role) => role.permissions.includes('Identities:Manage'));
    // The login of such a role may be incomplete: the other administrators may be the ones who are lost.
    if (!identities.some(({ roleIds }) => managing.some(({ id }) => roleIds.includes(id))))
      throw new ConsoleError('auth.not-permitted', { facts: { permission: 'Identities:Manage' } });
    const { store, clock } = parts;
    const now = clock.now();
    const recovery = await readRecovery(tx);
    if (recoveryState(recovery, now) !== 'waiting' && recoveryState(recovery, now) !== 'open')
      throw conflict('no-recovery');
    await tx.recoveries.put({ ...recovery, revision: recovery.revision + 1, attempt: null });
    return {
      result: await recoveryView(tx, store.environment, now),
      audit: { target, severity: 'critical', facts: { startedAt: recovery.attempt?.startedAt } },
    };
  });
}

/**
 * Throws `state.conflict` (recovery-not-open with `opensAt`), `input.name-taken`, `input.invalid` (rule administrators, `need`), and
 * what `proveCustodians` throws.
 */
export async function completeRecovery(
  parts: RecoveryParts,
  people: readonly Person[],
  unitOfWork: UnitOfWork,
): Promise<RecoveryView> {
  const { store, clock } = parts;
  const ready = (tx: StoreReader) => completable(parts, tx, people);
  const { secret, revision } = await store.read(ready);
  const secrets = await withPrompt(parts, async (open) => {
    await proveCustodians(parts, open, secret, 'complete');
    return askPasswords(parts, open, people);
  });
  return unitOfWork(async (tx) => {
    const now = clock.now();
    await assertClock(tx, now);
    const recovery = await ready(tx);
    if (recovery.revision !== revision) throw conflict('stale');
    const administrators: Identity[] = [];
    for (const [index, person] of people.entries()) {
      const own = secrets[index];
      if (own !== undefined) administrators.push(await makeAdministrator(parts, person, own, now));
    }
    for (const administrator of administrators) await tx.identities.put(administrator);
    const at = now.toISOString();
    await tx.recoveries.put({
      ...recovery,
      revision: recovery.revision + 1,
      // The secret was put together: it is used up.
      secret: null,
      attempt: null,
      completed: { at, administratorIds: administrators.map(({ id }) => id) },
    });
    return {
      result: await recoveryView(tx, store.environment, now),
      audit: {
        target,
        severity: 'critical',
        facts: {
          administrators: administrators.map(({ id, name, fullName }) => ({ id, name, fullName })),
          mayDecideFrom: administrators[0]?.mayDecideFrom,
        },
      },
    };
  });
}

async function completable(
  { store, clock }: RecoveryParts,
  tx: StoreReader,
  people: readonly Person[],
): Promise<Recovery & { readonly secret: NonNullable<Recovery['secret']> }> {
  const recovery = await readRecovery(tx);
  const { secret, attempt } = recovery;
  if (secret === null || recoveryState(recovery, clock.now()) !== 'open')
    throw conflict('recovery-not-open', attempt === null ? {} : { opensAt: attempt.opensAt });
  const need = await administratorsNeeded(tx, store.environment);
  if (people.length !== need)
    throw new ConsoleError('input.invalid', { facts: { field: 'administrators', rule: 'administrators', need } });
  const names = new Set<string>();
  for (const { name } of people) {
    if (names.has(name) || (await tx.identities.byName(name)) !== null)
      throw new ConsoleError('input.name-taken', { facts: { what: 'name', value: name } });
    names.add(name);
  }
  return { ...recovery, secret };
}

async function withPrompt<T>({ prompt }: RecoveryParts, work: (open: OpenPrompt) => Promise<T>): Promise<T> {
  const open = prompt.open();
  try {
    return await work(open);
  } finally {
    open.close();
  }
}

async function askPasswords(
  { passwords }: RecoveryParts,
  open: OpenPrompt,
  people: readonly Person[],
): Promise<readonly FirstSecrets[]> {
  const taken: string[] = [];
  const secrets: FirstSecrets[] = [];
  for (const person of people) {
    const typed = await askNewPassword(open, person, 'recovery', (candidate) =>
      Promise.resolve(taken.includes(candidate) ? 'same-for-two' : null),
    );
    taken.push(typed);
    secrets.push(await makeFirstSecrets(passwords, typed, newRowId()));
  }
  return secrets;
}

const administratorRole = defaultRoles.find(({ name }) => name === 'Administrator')?.id ?? '';

async function makeAdministrator(
  { enroller }: RecoveryParts,
  { name, fullName }: Person,
  { identityId, password, signingKey }: FirstSecrets,
  now: Date,
): Promise<Identity> {
  const createdAt = now.toISOString();
  return {
    ...{ id: identityId, name, fullName, roleIds: [administratorRole], status: 'enabled', password },
    passwordHistory: [],
    mustChangePassword: true,
    secondFactor: null,
    signingKey: await enrolKey(enroller, identityId, signingKey, createdAt),
    closedKeys: [],
    resetBy: [],
    mayDecideFrom: new Date(now.getTime() + recoveryRules.mayNotDecideMs).toISOString(),
    revision: 1,
    createdAt,
  };
}
