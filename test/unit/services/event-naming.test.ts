import { describe, expect, it } from 'vitest';
import { categoryOfEvent, eventOfOutcome, outcomeOfError } from '../../../electron/services/event-naming';
import { ipcTable } from '../../../shared/ipc/table';
import { errorCodes, type ErrorCode } from '../../../shared/errors';
import { auditMessage } from '../../../shared/text/audit-messages';

const events = Object.values(ipcTable).flatMap((call) =>
  call.kind === 'command' && typeof call.audit === 'string' ? [call.audit] : [],
);

describe('the events of the IPC table', () => {
  it.each(events)('%s has a category of its own and a sentence', (event) => {
    expect(event).toMatch(/^[a-z-]+\.[a-z-]+$/);
    if (!/^(system|backup|store)\./.test(event)) expect(categoryOfEvent(event)).not.toBe('System');
    const sentence = auditMessage(event, { outcome: 'success', target: null, facts: {} });
    expect(sentence).not.toContain(event);
  });

  it('that read wrong when refused have another name for it', () => {
    expect(eventOfOutcome('login.succeeded', 'refused')).toBe('login.refused');
    expect(eventOfOutcome('hsm.logged-in', 'failed')).toBe('hsm.log-in-failed');
    expect(eventOfOutcome('login.succeeded', 'success')).toBe('login.succeeded');
    expect(eventOfOutcome('credential.added', 'failed')).toBe('credential.added');
  });

  it('without a sentence show their name', () => {
    expect(auditMessage('new.event', { outcome: 'failed', target: null, facts: { code: 'hsm.failed' } })).toBe(
      'new.event – hsm.failed',
    );
  });
});

describe('an error code', () => {
  it('is a refusal when a rule of ours said no, else a failure', () => {
    const refusals = (Object.keys(errorCodes) as ErrorCode[]).filter((code) => outcomeOfError(code) === 'refused');
    expect(refusals).toEqual(
      expect.arrayContaining(['auth.not-permitted', 'input.invalid', 'state.wrong-phase', 'store.read-only']),
    );
    expect(refusals.filter((code) => /^(hsm|kms|simulator|file|internal)/.test(code))).toEqual([]);
  });
});
