import { describe, expect, it, vi } from 'vitest';
import type { AuditEvent } from '../../../electron/domain/audit-event';
import { initialState, type OpenedConsole } from '../../../electron/services/console-state';
import { createIntegrity } from '../../../electron/services/integrity';
import { ConsoleError } from '../../../shared/errors';
import { keptLog, memorySettings } from '../../support/memory-ports';
import { manualClock } from '../../support/manual-clock';

function verifying(error: ConsoleError) {
  const state = initialState(null);
  const early: AuditEvent[] = [];
  const freeze = vi.fn();
  const opened = { store: { read: () => Promise.reject(error), freeze }, installation: {} } as unknown as OpenedConsole;
  state.opened = opened;
  const integrity = createIntegrity({
    ...{ state, settings: memorySettings(), clock: manualClock(), log: keptLog() },
    trail: { record: () => Promise.resolve(), recordEarly: (event) => Promise.resolve(void early.push(event)) },
    changed: () => undefined,
    progress: () => undefined,
  });
  return { state, early, freeze, opened, integrity };
}

describe('the verification after login', () => {
  it('makes the console read-only when a row does not fit the log, and records it', async () => {
    const facts = { kind: 'role', id: 'a', reason: 'not-as-logged' };
    const { state, early, freeze, opened, integrity } = verifying(new ConsoleError('store.row-tampered', { facts }));
    integrity.verifyInBackground(opened);
    await vi.waitFor(() => expect(state.readOnly).toBe(true));
    expect(freeze).toHaveBeenCalled();
    expect(state.problem?.facts).toEqual(facts);
    await vi.waitFor(() => expect(early).toMatchObject([{ event: 'audit.row-tampered', severity: 'critical', facts }]));
  });

  it('leaves the console as it was when it was only cut short', async () => {
    const { state, early, opened, integrity } = verifying(new ConsoleError('input.cancelled'));
    await expect(integrity.verify(opened)).rejects.toMatchObject({ code: 'input.cancelled' });
    expect(state.readOnly).toBe(false);
    expect(early).toEqual([]);
  });
});
