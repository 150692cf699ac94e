// What dual control costs, as figures of the table: the checks of a call, the first page of the queue, the badge of the menu.
import type { Figure } from './figure';
import { measureApprovals } from './measure-approvals';

export async function checksBench(requests: number): Promise<readonly Figure[]> {
  const measured = await measureApprovals(requests);
  const figure = (name: string, value: number, bound: number | null, rounds: number): Figure => ({
    ...{ name, unit: 'ms', console: value, baseline: null, value, measure: 'time', bound, rounds },
    against: `${measured.requests} decided requests in the store`,
  });
  return [
    figure('Permission and approval check of a call', measured.checkMs, 1, 500),
    figure('First page of the queue of decided requests', measured.firstPageMs, 50, 20),
    figure('Badge of the menu', measured.badgeMs, null, 50),
  ];
}
