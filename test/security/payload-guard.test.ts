// What main measures before any schema: size, depth, plainness.
import { describe, expect, it } from 'vitest';
import { guardPayload } from '../../electron/shell/payload-guard';

const ownProto: unknown = JSON.parse('{"__proto__": {"admin": true}}');

describe('a payload', () => {
  it('of exactly the limit passes and of one byte more does not', () => {
    const text = 'x'.repeat(100);
    expect(guardPayload(text, 102)).toBeNull();
    expect(guardPayload(text, 101)).toBe('input.too-large');
  });

  it('is measured in bytes, not in characters', () => {
    expect(guardPayload('é'.repeat(60), 100)).toBe('input.too-large');
  });

  it('is measured with the escapes JSON needs', () => {
    expect(guardPayload('\n'.repeat(60), 100)).toBe('input.too-large');
  });

  it.each([[{ a: 1, b: ['x', null, true] }], [null], [undefined], [[]], [0]])('of plain data passes: %j', (payload) => {
    expect(guardPayload(payload, 1000)).toBeNull();
  });

  it('counts keys as well as values', () => {
    expect(guardPayload({ ['k'.repeat(200)]: 1 }, 100)).toBe('input.too-large');
  });

  it.each([
    ['a map', new Map()],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(1)],
    ['an error', new Error('x')],
    ['a big integer', 1n],
    ['a function', () => 1],
  ])('that holds %s is refused', (_what, value: unknown) => {
    expect(guardPayload({ value }, 1000)).toBe('input.invalid');
  });

  it.each([[ownProto], [{ a: [ownProto] }], [{ constructor: { prototype: {} } }], [{ prototype: 1 }]])(
    'with a key that reaches for a prototype is refused: %j',
    (payload) => {
      expect(guardPayload(payload, 1000)).toBe('input.invalid');
    },
  );

  it('that contains itself is refused', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(guardPayload(cycle, 1000)).toBe('input.invalid');
  });

  it('that doubles at each level is refused at the limit and not expanded', () => {
    let doubled: unknown = 'x';
    for (let level = 0; level < 30; level += 1) doubled = [doubled, doubled];
    expect(guardPayload(doubled, 10_000)).toBe('input.too-large');
  });

  it('with a sparse array is refused by its length', () => {
    expect(guardPayload(new Array(4_000_000_000), 10_000)).toBe('input.too-large');
  });
});
