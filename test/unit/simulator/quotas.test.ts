// Token buckets of the request quotas.
import { expect, it } from 'vitest';
import { RequestQuotas } from '../../../electron/evaluation/quotas';

it('allows a second’s worth at once and refills by time', () => {
  const quotas = new RequestQuotas({ CreateKey: 5 });
  const take = (nowMs: number) => quotas.take('eu-central-1', 'CreateKey', nowMs);
  expect(Array.from({ length: 6 }, () => take(0))).toEqual([true, true, true, true, true, false]);
  expect(take(199)).toBe(false);
  expect(take(200)).toBe(true);
  expect(take(200)).toBe(false);
});

it('counts each Region and operation by itself', () => {
  const quotas = new RequestQuotas({ CreateAlias: 1, CreateKey: 1 });
  expect(quotas.take('eu-central-1', 'CreateKey', 0)).toBe(true);
  expect(quotas.take('us-east-1', 'CreateKey', 0)).toBe(true);
  expect(quotas.take('eu-central-1', 'CreateAlias', 0)).toBe(true);
  expect(quotas.take('eu-central-1', 'CreateKey', 0)).toBe(false);
});

it('does not refill when the clock goes back', () => {
  const quotas = new RequestQuotas({ CreateKey: 1 });
  expect(quotas.take('eu-central-1', 'CreateKey', 10_000)).toBe(true);
  expect(quotas.take('eu-central-1', 'CreateKey', 5_000)).toBe(false);
});

it('leaves alone what has no quota', () => {
  const quotas = new RequestQuotas({});
  expect(Array.from({ length: 3 }, () => quotas.take('eu-central-1', 'Encrypt', 0))).toEqual([true, true, true]);
});
