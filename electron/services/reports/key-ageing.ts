// Key ageing: how long each generation has existed and been in use, and what ends when.
import { shownKeyState } from '../../domain/key-group-rules';
import { selectedKeys, type GroupKey } from './key-inventory';
import { field } from './report-kind';
import { rowsReport } from './rows-report';

export interface AgeingRow {
  readonly keyId: string;
  readonly keyName: string;
  readonly group: string;
  readonly owner: string;
  readonly generation: number;
  readonly state: string;
  readonly createdAt: string;
  /** Whole days since the material was generated. */
  readonly ageDays: number;
  readonly activatedAt: string | null;
  readonly supersededAt: string | null;
  /** Whole days of encrypting: from activation until superseded, or until now. */
  readonly activeDays: number | null;
  readonly validUntil: string | null;
  /** Whole days until the cryptoperiod ends; negative once it has. */
  readonly validDaysLeft: number | null;
  readonly materialExpiresAt: string | null;
  readonly materialDaysLeft: number | null;
  readonly kmsKeyId: string | null;
}

const dayMs = 86_400_000;
const daysBetween = (from: string | Date, to: string | Date): number =>
  Math.floor((new Date(to).getTime() - new Date(from).getTime()) / dayMs);
const plain = field<AgeingRow>();

export const keyAgeing = rowsReport<AgeingRow>({
  kind: 'key-ageing',
  title: 'Key ageing',
  description:
    'Age of every generation, how long it has been in use, and when its cryptoperiod and its material in AWS end.',
  permissions: ['Keys:View'],
  filters: ['groupIds', 'keyStates'],
  columns: [
    plain('group', 'Key group'),
    plain('keyName', 'Key'),
    plain('generation', 'Generation'),
    plain('state', 'State'),
    plain('owner', 'Owner'),
    plain('ageDays', 'Age in days'),
    plain('activeDays', 'Days in use'),
    plain('createdAt', 'Generated (UTC)'),
    plain('activatedAt', 'Active from (UTC)'),
    plain('supersededAt', 'Superseded (UTC)'),
    plain('validUntil', 'Valid until (UTC)'),
    plain('validDaysLeft', 'Days of validity left'),
    plain('materialExpiresAt', 'Material expires in AWS (UTC)'),
    plain('materialDaysLeft', 'Days until material expires'),
    plain('kmsKeyId', 'AWS KMS key ID'),
    plain('keyId', 'Key row ID'),
  ],
  count: async (source) => (await selectedKeys(source)).length,
  async *rows(source) {
    for (const found of await selectedKeys(source)) yield ageingRow(found, source.now);
  },
});

function ageingRow({ key, group }: GroupKey, now: Date): AgeingRow {
  const left = (at: string | null): number | null => (at === null ? null : daysBetween(now, at));
  const { createdAt, activatedAt, supersededAt, validUntil, materialExpiresAt } = key;
  return {
    ...{ createdAt, activatedAt, supersededAt, validUntil, materialExpiresAt },
    keyId: key.id,
    keyName: key.name,
    group: group.template.name,
    owner: group.template.owner,
    generation: key.generation,
    state: shownKeyState(key, now),
    ageDays: daysBetween(createdAt, now),
    activeDays: activatedAt === null ? null : daysBetween(activatedAt, supersededAt ?? now),
    validDaysLeft: left(validUntil),
    materialDaysLeft: left(materialExpiresAt),
    kmsKeyId: key.kmsKeyId,
  };
}
