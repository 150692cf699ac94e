// The set-up record: which HSM, which anchor key, which first identities; two officers sign it on paper.
import type { AuditEntry } from '../../domain/audit-event';
import type { StoreReader } from '../../ports/store';
import { recordWords as words } from '../../../shared/text/record-words';
import { keyFingerprint } from '../approvals/people';
import type { RecordCell, RecordDocument } from './record-document';
import { anchorBlock, recordFrame, utc, type RecordSource } from './record-parts';

interface FirstIdentity {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The entry of the set-up: the first that says so. */
async function setUpEntry(tx: StoreReader): Promise<AuditEntry | null> {
  for await (const batch of tx.audit.scan(1, { categories: ['System'] })) {
    const found = batch
      .map(({ text }) => JSON.parse(text) as AuditEntry)
      .find(({ event }) => event === 'system.set-up');
    if (found !== undefined) return found;
  }
  return null;
}

export async function setupRecord(tx: StoreReader, source: RecordSource): Promise<RecordDocument> {
  const { installation, hsm } = source;
  const { fields } = words.setup;
  const entry = await setUpEntry(tx);
  const first = (entry?.facts['identities'] ?? []) as readonly FirstIdentity[];
  const abilities = Object.entries(hsm.capabilities ?? {})
    .filter(([name, value]) => name !== 'probedAt' && value !== false && value !== null)
    .map(([name, value]) => (value === true ? name : `${name} ${String(value)}`));
  const token = hsm.token;
  return {
    ...recordFrame(words.setup.title, words.setup.subject(installation.token.label ?? ''), source),
    sections: [
      {
        title: words.setup.anchor,
        blocks: [
          anchorBlock(source),
          { kind: 'text', text: words.setup.anchorText },
          {
            kind: 'facts',
            facts: [
              [fields.algorithm, installation.anchorKey.algorithm],
              [fields.reference, { code: installation.anchorKey.reference }],
              [fields.environment, installation.environment],
              [fields.setUp, utc(installation.createdAt)],
              ...(entry === null ? [] : [[fields.firstEntry, String(entry.sequence)] as const]),
            ],
          },
        ],
      },
      {
        title: words.setup.hsm,
        blocks: [
          {
            kind: 'facts',
            facts: [
              [fields.label, installation.token.label ?? words.none],
              [fields.serial, { code: installation.token.serial ?? words.none }],
              [fields.manufacturer, token?.manufacturer ?? words.setup.notConnected],
              [fields.model, token?.model ?? words.setup.notConnected],
              [fields.firmware, token?.firmwareVersion ?? words.setup.notConnected],
              [fields.pinParts, installation.pinInTwoParts ? words.yes : words.no],
              [fields.seal, installation.sealedStoreKey.method],
              [fields.abilities, abilities.length === 0 ? words.none : abilities.join(', ')],
            ],
          },
        ],
      },
      {
        title: words.setup.module,
        blocks: [
          {
            kind: 'facts',
            facts: [
              [fields.path, { code: installation.module.path }],
              [fields.sha256, { code: installation.module.approvedSha256 ?? words.none }],
            ],
          },
        ],
      },
      {
        title: words.setup.people,
        blocks: [
          {
            kind: 'table',
            columns: words.setup.identities,
            rows: await Promise.all(first.map((person) => identityRow(tx, person))),
            widths: [15, 20, 25, 40],
            none: words.setup.noIdentity,
          },
        ],
      },
      {
        title: words.signatures.title,
        blocks: [{ kind: 'signatures', lead: words.signatures.setupLead, people: words.signatures.people }],
      },
    ],
  };
}

async function identityRow(tx: StoreReader, { id, name, roles }: FirstIdentity): Promise<readonly RecordCell[]> {
  const today = await tx.identities.get(id);
  return [
    name,
    today?.fullName ?? words.setup.gone,
    roles.join(', '),
    today === null ? words.setup.gone : { code: keyFingerprint(today.signingKey) },
  ];
}
