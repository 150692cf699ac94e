import { describe, expect, it } from 'vitest';
import { begun, noRecovery, recoveryRules, recoveryState } from '../../../electron/domain/recovery-rules';

const start = new Date('2026-03-01T12:00:00.000Z');
const later = (ms: number): Date => new Date(start.getTime() + ms);
const password = { algorithm: 'scrypt', n: 2, r: 8, p: 1, salt: '', hash: '' } as const;
const ready = { ...noRecovery, secret: { verifier: password, madeAt: start.toISOString() } };

describe('a recovery', () => {
  it('cannot be anything without a secret, begun or not', () => {
    expect(recoveryState(noRecovery, start)).toBe('no-secret');
    expect(recoveryState(begun(noRecovery, start), later(recoveryRules.waitMs))).toBe('no-secret');
  });

  it('waits for a day, is open for a week, and lapses', () => {
    const recovery = begun(ready, start);
    const states = [0, recoveryRules.waitMs - 1, recoveryRules.waitMs, recoveryRules.waitMs + recoveryRules.openMs - 1];
    expect(states.map((ms) => recoveryState(recovery, later(ms)))).toEqual(['waiting', 'waiting', 'open', 'open']);
    expect(recoveryState(recovery, later(recoveryRules.waitMs + recoveryRules.openMs))).toBe('ready');
    expect(recovery.revision).toBe(ready.revision + 1);
  });

  it('does not open by a clock that was moved back', () => {
    expect(recoveryState(begun(ready, start), later(-365 * 86_400_000))).toBe('waiting');
  });
});
