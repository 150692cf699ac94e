// What main answers to Audit Logs besides the list: an opened entry, people to filter by, saved filters.
import type { SavedAuditChoice } from '../../shared/schemas/audit';
import { anAuditEntry, idOf } from './builders/views';
import { answers, type FakeScript } from './fake-bridge';

const choice: SavedAuditChoice = {
  ...{ text: '', categories: [], outcomes: ['refused', 'failed'], severities: [], identityIds: [], target: '' },
  ...{ time: 'week', from: null, to: null },
};

export const auditScript: FakeScript = {
  'audit.entry': answers('audit.entry', {
    entry: anAuditEntry({
      sequence: 1284,
      category: 'Key groups',
      event: 'key-group.changed',
      message: 'Key group payments-eu was changed',
      facts: {
        revision: 4,
        changes: {
          alias: { before: 'alias/payments', after: 'alias/payments-eu' },
          notes: { before: '', after: 'مفتاح المدفوعات\nsecond line' },
        },
        request: idOf(0x700),
        justification: 'The alias follows the name of the group',
      },
    }),
    job: { id: idOf(0x400), name: 'Force rotate payments-eu' },
    requests: [{ id: idOf(0x700), name: 'payments-eu' }],
    keys: [{ id: idOf(0x300), name: 'payments-eu #2', groupId: idOf(0x201) }],
  }),
  'audit.identities': answers('audit.identities', {
    identities: [
      { id: idOf(0x11), name: 'maria' },
      { id: idOf(0x12), name: 'jonas' },
    ],
  }),
  'audit.savedFilters': answers('audit.savedFilters', {
    filters: [
      { id: idOf(0x801), revision: 1, name: 'Refused last week', shared: false, choice, savedBy: 'maria', mine: true },
      {
        ...{ id: idOf(0x802), revision: 3, name: 'مراجعة المفاتيح', shared: true, savedBy: 'jonas', mine: false },
        choice: { ...choice, categories: ['AWS KMS'], outcomes: [] },
      },
    ],
  }),
};
