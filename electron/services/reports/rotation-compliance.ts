// Rotation compliance: for each key group what its schedule asks for, when it was last met, and by how much it is missed.
import type { GroupSchedule, Key, KeyGroup } from '../../domain/entities';
import { keyGroupState, nextRotationAt } from '../../domain/key-group-rules';
import { openJobOf } from '../key-groups/group-view';
import { field, type ReportSource } from './report-kind';
import { rowsReport } from './rows-report';

export interface ComplianceRow {
  readonly groupId: string;
  readonly group: string;
  readonly owner: string;
  readonly state: string;
  readonly verdict: 'compliant' | 'overdue' | 'no key yet' | 'no schedule';
  /** `90 days`; null: the group does not rotate. */
  readonly policy: string | null;
  readonly rotationMethod: string;
  readonly lastRotatedAt: string | null;
  readonly nextRotationAt: string | null;
  /** Whole days since the rotation fell due; 0 when it has not. */
  readonly overdueDays: number;
  readonly activeKeyGeneration: number | null;
  readonly openJobId: string | null;
}

const dayMs = 86_400_000;
const plain = field<ComplianceRow>();

export const rotationCompliance = rowsReport<ComplianceRow>({
  kind: 'rotation-compliance',
  title: 'Rotation compliance',
  description:
    'For each key group its rotation schedule, the last rotation, the next one, and by how much it is overdue.',
  permissions: ['Keys:View'],
  filters: ['groupIds'],
  columns: [
    plain('group', 'Key group'),
    plain('owner', 'Owner'),
    plain('verdict', 'Verdict'),
    plain('policy', 'Rotate every'),
    plain('lastRotatedAt', 'Last rotated (UTC)'),
    plain('nextRotationAt', 'Next rotation (UTC)'),
    plain('overdueDays', 'Overdue by days'),
    plain('state', 'State'),
    plain('rotationMethod', 'Rotation method'),
    plain('activeKeyGeneration', 'Active generation'),
    plain('openJobId', 'Open job ID'),
    plain('groupId', 'Key group ID'),
  ],
  count: async (source) => (await selectedGroups(source)).length,
  async *rows(source) {
    const { tx, now } = source;
    for (const group of await selectedGroups(source)) {
      const keys = await tx.keys.ofGroup(group.id);
      yield complianceRow(group, keys, await openJobOf(tx, group.id), await tx.schedules.get(group.id), now);
    }
  },
});

/** Groups that the filter lets through, as groups are listed. */
export async function selectedGroups({ tx, filter }: ReportSource): Promise<readonly KeyGroup[]> {
  return (await tx.groups.list()).filter(({ id }) => filter.groupIds?.includes(id) ?? true);
}

function complianceRow(
  group: KeyGroup,
  keys: readonly Key[],
  openJob: Awaited<ReturnType<typeof openJobOf>>,
  row: GroupSchedule | null,
  now: Date,
): ComplianceRow {
  const { template } = group;
  const due = nextRotationAt(group, row);
  const overdueMs = due === null ? 0 : Math.max(0, now.getTime() - due.getTime());
  const every = template.rotateKey ? template.rotateEvery : null;
  return {
    groupId: group.id,
    group: template.name,
    owner: template.owner,
    state: keyGroupState(group, keys, openJob?.status ?? null, now, row),
    verdict: every === null ? 'no schedule' : due === null ? 'no key yet' : overdueMs > 0 ? 'overdue' : 'compliant',
    policy: every === null ? null : `${every.count} ${every.unit}`,
    rotationMethod: template.rotationMethod,
    lastRotatedAt: group.lastRotatedAt,
    nextRotationAt: due?.toISOString() ?? null,
    overdueDays: Math.floor(overdueMs / dayMs),
    activeKeyGeneration: keys.find((key) => key.state === 'Active')?.generation ?? null,
    openJobId: openJob?.id ?? null,
  };
}
