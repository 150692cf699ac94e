// After a change of its own the console gives KMS time to show it, and still sees at once what others changed.
import { describe, expect, it } from 'vitest';
import { makeDrift } from '../../../electron/domain/drift-sides';
import { partSettling, type RecentChange } from '../../../electron/domain/drift-settling';

const now = new Date('2026-06-01T12:00:00Z');
const ago = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();
const rotated = (minutes: number): RecentChange => ({
  kind: 'force-rotate',
  endedAt: ago(minutes),
  kmsKeyIds: null,
  driftIds: [],
});
const alias = (aws: string | null) => makeDrift('alias-target', { kmsKeyId: 'new' }, { ours: 'new', aws }, ['push']);
const state = (kmsKeyId: string, aws: string) =>
  makeDrift('key-state', { kmsKeyId }, { ours: 'Enabled', aws }, ['push']);
const settling = (drift: ReturnType<typeof alias>, change: RecentChange): boolean =>
  partSettling([drift], [change], ['old'], now).settling.length === 1;

describe('after a rotation', () => {
  it('an alias at the key before may be lag, at a foreign key it is not', () => {
    expect(settling(alias('old'), rotated(4))).toBe(true);
    expect(settling(alias(null), rotated(4))).toBe(true);
    expect(settling(alias('foreign'), rotated(4))).toBe(false);
  });

  it('five minutes later it is drift', () => {
    expect(settling(alias('old'), rotated(5))).toBe(false);
  });

  it('a key that somebody disabled is seen at once', () => {
    expect(settling(state('new', 'Disabled'), rotated(1))).toBe(false);
    expect(settling(state('new', 'PendingImport'), rotated(1))).toBe(true);
  });
});

describe('after an operation on keys', () => {
  const enabled: RecentChange = { kind: 'enable', endedAt: ago(1), kmsKeyIds: ['one'], driftIds: [] };
  it('the state of those keys may lag, of others not', () => {
    expect(settling(state('one', 'Disabled'), enabled)).toBe(true);
    expect(settling(state('two', 'Disabled'), enabled)).toBe(false);
  });
});

describe('after a push', () => {
  it('only what was pushed may lag', () => {
    const drift = state('one', 'Disabled');
    const pushed: RecentChange = { kind: 'reconcile-push', endedAt: ago(1), kmsKeyIds: null, driftIds: [drift.id] };
    expect(settling(drift, pushed)).toBe(true);
    expect(settling(state('two', 'Disabled'), pushed)).toBe(false);
  });
});
