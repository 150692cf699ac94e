// Keeps what is known of the audit chain: verifies it in the background, and makes the store read-only when it does not hold.
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { Settings } from '../ports/settings';
import { ConsoleError, toConsoleError } from '../../shared/errors';
import type { AuditTrail } from './audit-trail';
import type { ConsoleState, OpenedConsole } from './console-state';
import { compareWithOutside, verifyChain, type ChainVerdict } from './verify-chain';

export interface IntegrityParts {
  readonly state: ConsoleState;
  readonly settings: Settings;
  readonly trail: AuditTrail;
  readonly clock: Clock;
  readonly log: Log;
  /** The window's status changed. */
  changed(): void;
  /** Entries verified so far, of how many. */
  progress(done: number, total: number): void;
}

export interface Integrity {
  /** Before anything is written: an older or forked store becomes read-only, with the problem `store.older-than-anchor`. */
  checkAgainstOutside(opened: OpenedConsole): Promise<void>;
  /** Verifies all of it; a broken chain becomes read-only, with the problem `store.row-tampered` and the first bad entry. */
  verify(opened: OpenedConsole): Promise<ChainVerdict>;
  /** A row that decides security does not fit the log: read-only from now on, with that as the problem. */
  rowTampered(error: ConsoleError): void;
  /** The same as `verify` without waiting for it; a failure is logged and leaves "not verified". */
  verifyInBackground(opened: OpenedConsole): void;
  /** Ends verifications under way with `input.cancelled`; what was known before stays known. */
  cancel(): void;
}

export function createIntegrity(parts: IntegrityParts): Integrity {
  const { state, settings, trail, clock, log } = parts;

  async function makeReadOnly(opened: OpenedConsole, problem: ConsoleError, event: string): Promise<void> {
    if (state.readOnly && state.problem?.code === problem.code) return;
    state.readOnly = true;
    state.problem = problem;
    opened.store.freeze();
    parts.changed();
    await trail.recordEarly({
      event,
      category: 'Audit',
      severity: 'critical',
      outcome: 'failed',
      facts: problem.facts,
    });
  }

  const running = new Set<AbortController>();
  /** Progress is told at most so often. */
  const progressEveryMs = 100;

  async function watched(opened: OpenedConsole): Promise<ChainVerdict> {
    const abort = new AbortController();
    let toldMs = clock.monotonicMs();
    running.add(abort);
    try {
      return await verifyChain(opened.store, opened.installation.anchorKey, settings.outsideHead(), {
        signal: abort.signal,
        progress(done, total) {
          const nowMs = clock.monotonicMs();
          if (nowMs - toldMs < progressEveryMs && done < total) return;
          toldMs = nowMs;
          parts.progress(done, total);
        },
      });
    } finally {
      running.delete(abort);
    }
  }

  /** What was known before one that was cancelled: of several under way, before the first. */
  let before = state.integrity;

  async function verify(opened: OpenedConsole): Promise<ChainVerdict> {
    if (state.integrity.state !== 'verifying') before = state.integrity;
    state.integrity = { ...before, state: 'verifying' };
    parts.changed();
    let verdict: ChainVerdict;
    try {
      verdict = await watched(opened);
    } catch (thrown) {
      if (state.opened === opened && running.size === 0) state.integrity = before;
      parts.changed();
      // The entries hold, and a row is not what they say of it.
      const error = toConsoleError(thrown);
      if (error.code === 'store.row-tampered' && state.opened === opened)
        await makeReadOnly(opened, error, 'audit.row-tampered');
      throw thrown;
    }
    // Somebody logged out meanwhile: the answer is of a store that is closed.
    if (state.opened !== opened) return verdict;
    const at = clock.now().toISOString();
    const { broken, head } = verdict;
    state.integrity = {
      state: broken === null ? 'verified' : 'broken',
      verifiedTo: head.sequence,
      at,
      firstBad: broken?.firstBad ?? null,
    };
    parts.changed();
    if (broken !== null) {
      const facts = { firstBad: broken.firstBad, reason: broken.reason, verifiedTo: head.sequence };
      await makeReadOnly(opened, new ConsoleError('store.row-tampered', { facts }), 'audit.chain-broken');
    }
    return verdict;
  }

  return {
    async checkAgainstOutside(opened) {
      const outside = settings.outsideHead();
      const verdict = await compareWithOutside(opened.store, outside);
      if (verdict === 'same' || outside === null) return;
      const head = await opened.store.read((tx) => tx.audit.head());
      const facts = { reason: verdict, head: head.sequence, outside: outside.sequence };
      await makeReadOnly(
        opened,
        new ConsoleError('store.older-than-anchor', { facts }),
        'audit.store-older-than-anchor',
      );
    },
    verify,
    rowTampered(error) {
      if (state.opened === null) return;
      makeReadOnly(state.opened, error, 'audit.row-tampered').catch((thrown: unknown) =>
        log.error('audit.not-recorded', toConsoleError(thrown)),
      );
    },
    verifyInBackground(opened) {
      verify(opened).catch((thrown: unknown) => {
        const error = toConsoleError(thrown);
        if (error.code !== 'input.cancelled') log.error('audit.verify-failed', error);
      });
    },
    cancel() {
      for (const abort of running) abort.abort();
    },
  };
}
