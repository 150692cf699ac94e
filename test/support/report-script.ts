// What main answers to Reports: kinds, saved ones, a preview, and an export.
import type { ReportKindView, SavedReportView, WrittenReport } from '../../shared/schemas/reports';
import { anError } from './screen-scripts';
import { idOf } from './builders/views';
import { answers, type FakeScript } from './fake-bridge';

const column = (id: string, title: string) => ({ id, title });
const inventory = [
  column('group', 'Key group'),
  column('keyName', 'Key'),
  column('generation', 'Generation'),
  column('state', 'State'),
  column('kmsKeyArn', 'KMS key ARN'),
  column('createdAt', 'Created (UTC)'),
];
const kinds: ReportKindView[] = [
  {
    kind: 'audit',
    title: 'Audit report',
    description: 'Entries of the audit log as stored, with the hash chain and every anchor.',
    columns: [column('sequence', 'Sequence'), column('at', 'Time (UTC)'), column('message', 'Message')],
    filters: ['audit', 'sequences'],
    permitted: true,
  },
  {
    kind: 'key-inventory',
    title: 'Key inventory',
    description: 'One row for each key: HSM key, KMS key, material, who asked, who approved.',
    columns: inventory,
    filters: ['groupIds', 'keyStates'],
    permitted: true,
  },
  {
    kind: 'approvals',
    title: 'Approvals',
    description: 'Requests with their decisions and signatures.',
    columns: [column('operation', 'Operation')],
    filters: ['requestStatuses', 'from', 'to'],
    permitted: true,
  },
  {
    kind: 'access-review',
    title: 'Access review',
    description: 'Identities, roles, permissions, last login.',
    columns: [column('identity', 'Identity')],
    filters: [],
    permitted: true,
  },
  {
    kind: 'credentials',
    title: 'Credentials',
    description: 'Age and last use, no secrets.',
    columns: [column('name', 'Name')],
    filters: [],
    permitted: false,
  },
];

const saved: SavedReportView[] = [
  {
    id: idOf(0x901),
    revision: 2,
    name: 'Monthly key inventory',
    definition: { kind: 'key-inventory', filter: { keyStates: ['Active'] }, columns: ['group', 'keyName', 'state'] },
    schedule: { startAt: '2026-01-01T06:00:00.000Z', every: { count: 1, unit: 'months' } },
    savedAt: '2026-02-01T09:00:00.000Z',
    savedBy: 'maria',
    nextRunAt: new Date(Date.now() + 9 * 86_400_000).toISOString(),
    lastRun: {
      at: '2026-03-01T06:00:00.000Z',
      directory: null,
      error: anError({ code: 'state.conflict', facts: { reason: 'no-report-folder' } }),
    },
  },
];

const written: WrittenReport = {
  directory: 'key-inventory-20260310T120000Z-1284',
  folder: 'audit-evidence',
  rows: 3,
  manifestSha256: '3f9a1c0b7d52e846a1b9c4d07f3e6a528bc1940d2e7f6a31c85b09d4e7a2f610',
  anchorKey: 'a01c9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2',
  createdAt: '2026-03-10T12:00:00.000Z',
};

const rows = ['payments-eu', 'مفتاح المدفوعات', '=HYPERLINK("x")'].map((group, index) => [
  group,
  `${group} #${String(index + 1)}`,
  String(index + 1),
  'Active',
  'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  '2026-02-20T08:59:50.000Z',
]);

export const reportsScript: FakeScript = {
  'reports.kinds': answers('reports.kinds', { kinds, folder: 'audit-evidence' }),
  'reports.saved': answers('reports.saved', { reports: saved }),
  'reports.preview': answers('reports.preview', { columns: inventory, rows, total: 3 }),
  'reports.run': { value: written, delayMs: 1500 },
  'reports.save': { value: saved[0] },
  'reports.signOff': { value: {} },
};
