// Changes of the approval policy that are not requested yet, apart from their drawing: what differs, and whether it is weaker or stricter.
import type { PolicyRow, PolicyView } from '../../../shared/schemas/approvals';
import type { Operation } from '../../../shared/permissions';

export type StoredRule = PolicyView['rows'][number];
/** Changed rules by operation. */
export type PolicyDraft = ReadonlyMap<Operation, PolicyRow>;

/** A rule as it would be, beside what it is now. */
export interface DraftRule {
  readonly id: Operation;
  readonly now: StoredRule;
  readonly next: PolicyRow;
  readonly changed: boolean;
}

/** Hours and days that a request may wait; the schema allows 5 minutes to 30 days. */
export const ttlChoices: readonly number[] = [
  ...[1, 4, 8, 12, 24].map((hours) => hours * 3_600_000),
  ...[2, 3, 7, 14, 30].map((days) => days * 86_400_000),
];

const sameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

export function sameRule(one: PolicyRow, other: PolicyRow): boolean {
  return (
    one.approvalsRequired === other.approvalsRequired &&
    one.ttlMs === other.ttlMs &&
    sameRoles(one.approverRoleIds, other.approverRoleIds)
  );
}

const plain = ({ operation, approvalsRequired, approverRoleIds, ttlMs }: PolicyRow): PolicyRow => ({
  operation,
  approvalsRequired,
  approverRoleIds: [...approverRoleIds],
  ttlMs,
});

export function draftRules(policy: PolicyView, draft: PolicyDraft): readonly DraftRule[] {
  return policy.rows.map((now) => {
    const next = draft.get(now.operation) ?? plain(now);
    return { id: now.operation, now, next, changed: !sameRule(now, next) };
  });
}

/** The whole table as main takes it. */
export const nextRows = (rules: readonly DraftRule[]): PolicyRow[] => rules.map(({ next }) => plain(next));

/** Fewer approvals or more approvers is weaker; the reverse is stricter; both at once, or only another time, is different. */
export function strength({ now, next }: Pick<DraftRule, 'now' | 'next'>): 'weaker' | 'stricter' | 'different' {
  const added = next.approverRoleIds.some((id) => !now.approverRoleIds.includes(id));
  const removed = now.approverRoleIds.some((id) => !next.approverRoleIds.includes(id));
  const weaker = next.approvalsRequired < now.approvalsRequired || added;
  const stricter = next.approvalsRequired > now.approvalsRequired || removed;
  return weaker === stricter ? 'different' : weaker ? 'weaker' : 'stricter';
}
