import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../../electron/domain/audit-event';
import { createRefusalLog, refusalWindowMs, type RefusalLog } from '../../../electron/ipc/refusal-log';
import { ConsoleError } from '../../../shared/errors';
import { manualClock, type ManualClock } from '../../support/manual-clock';
import { keptLog, type KeptLog } from '../../support/memory-ports';

let clock: ManualClock;
let log: KeptLog;
let written: AuditEvent[];
let refusals: RefusalLog;
let failing: boolean;
const refusal = (call: string, code = 'auth.not-permitted', ref = 'r1'): AuditEvent => ({
  event: 'call.refused',
  category: 'Refused',
  outcome: 'refused',
  target: { kind: 'call', id: call },
  facts: { code, ref },
});

beforeEach(() => {
  clock = manualClock();
  log = keptLog();
  written = [];
  failing = false;
  const record = (event: AuditEvent): Promise<void> => {
    if (failing) return Promise.reject(new ConsoleError('store.disk-full'));
    written.push(event);
    return Promise.resolve();
  };
  refusals = createRefusalLog({ trail: { record, recordEarly: record }, clock, log });
});

describe('refusals', () => {
  it('of one kind are written once, then as one entry with their number and times', async () => {
    for (let n = 0; n < 1000; n += 1) await refusals.note(refusal('groups.add', 'auth.not-permitted', `r${n}`));
    expect(written).toHaveLength(1);
    await clock.advance(refusalWindowMs);
    await refusals.note(refusal('groups.add'));
    expect(written).toHaveLength(3);
    expect(written[1]?.facts).toMatchObject({ repetitions: 999, from: '2026-03-01T12:00:00.000Z' });
  });

  it('of different calls, codes and people are told apart', async () => {
    await refusals.note(refusal('groups.add'));
    await refusals.note(refusal('groups.delete'));
    await refusals.note(refusal('groups.add', 'input.invalid'));
    await refusals.note({ ...refusal('groups.add'), identities: ['a'.repeat(32)] });
    expect(written).toHaveLength(4);
  });

  it('of more kinds than fit a window share one count, so that a flood of kinds is bounded too', async () => {
    for (let n = 0; n < 5000; n += 1) await refusals.note(refusal(`call-${n}`));
    await refusals.flush();
    expect(written.length).toBeLessThanOrEqual(202);
    expect(written.at(-1)?.facts?.['repetitions']).toBe(4799);
  });

  it('that were only counted are written by a flush', async () => {
    await refusals.note(refusal('groups.add'));
    await refusals.note(refusal('groups.add'));
    await refusals.flush();
    expect(written.map(({ facts }) => facts?.['repetitions'])).toEqual([undefined, 1]);
    await refusals.flush();
    expect(written).toHaveLength(2);
  });

  it('that cannot be written go to the log and still do not fail the call', async () => {
    failing = true;
    await refusals.note(refusal('groups.add'));
    expect(log.lines.join()).toContain('audit.refusal-not-recorded');
  });
});
