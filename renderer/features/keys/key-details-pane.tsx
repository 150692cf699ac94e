// One key, that is one generation: its life, its object in the HSM, and what AWS KMS knows of it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { KeyView } from '../../../shared/schemas/key-groups';
import type { KeyOperationKind } from '../../../shared/schemas/key-operations';
import { text } from '../../text/text';
import { DetailsPane } from '../../ui/details-pane';
import { DetailsSection } from '../../ui/details-section';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';
import { RecordButton } from '../records/record-button';
import { Compromised, CompromisedChip } from './compromised';
import { Destruction } from './destruction';
import { HsmBackupText } from './hsm-backup-text';
import { isDangerous } from './key-operation-actions';

export interface KeyDetailsPaneProps {
  readonly keyShown: KeyView;
  /** What can be done with it. */
  readonly operations: readonly KeyOperationKind[];
  /** A job of the group is open. */
  readonly blocked: boolean;
  readonly onOperate: (kind: KeyOperationKind) => void;
  readonly onShowJob: (jobId: string) => void;
  readonly onShowAudit: (keyId: string) => void;
  readonly onClose: () => void;
}

const words = text.keys.details;
const { fields } = words;

const identified = (label: string, value: string | null, absent: string): Fact => ({
  label,
  value: value === null ? absent : <Identifier value={value} what={label} maxLength={0} />,
});
const timed = (label: string, at: string | null): Fact => ({ label, value: <TimeText at={at} /> });

const lifeFacts = (key: KeyView): readonly Fact[] => [
  { label: fields.generation, value: key.generation },
  timed(fields.created, key.createdAt),
  timed(fields.imported, key.importedAt),
  timed(fields.activated, key.activatedAt),
  timed(fields.superseded, key.supersededAt),
  timed(fields.validUntil, key.validUntil),
];

const hsmFacts = (key: KeyView): readonly Fact[] => [
  identified(fields.hsmReference, key.hsmReference, words.notHeld),
  identified(fields.checkValue, key.checkValue?.value ?? null, words.none),
  { label: fields.checkMethod, value: key.checkValue?.method ?? words.none },
  { label: text.backup.key.label, value: <HsmBackupText of={key} /> },
];

const awsFacts = (key: KeyView): readonly Fact[] => [
  identified(fields.kmsKeyId, key.kmsKeyId, words.none),
  identified(fields.kmsKeyArn, key.kmsKeyArn, words.none),
  identified(fields.materialId, key.keyMaterialId, key.importedAt === null ? words.none : words.notReturned),
  { label: fields.wrappingAlgorithm, value: key.wrappingAlgorithm ?? words.none },
  { label: fields.wrappingKeySpec, value: key.wrappingKeySpec ?? words.none },
  { label: fields.materialExpires, value: <TimeText at={key.materialExpiresAt} absent={text.keys.group.noExpiry} /> },
  identified(fields.requestId, key.awsRequestId, words.none),
  ...(key.deletionDate == null ? [] : [timed(text.keyOperations.details.deletionDate, key.deletionDate)]),
  proofFact(key),
];

/** AWS's answer to Prove. */
function proofFact({ proof = null }: KeyView): Fact {
  const { details: said } = text.keyOperations;
  if (proof === null) return { label: said.proof, value: said.notProven };
  return {
    label: said.proof,
    value: (
      <>
        {proof.matches ? said.matches : said.mismatch} · <TimeText at={proof.at} />
        {proof.awsRequestId === null ? null : (
          <Identifier value={proof.awsRequestId} what={fields.requestId} maxLength={20} />
        )}
      </>
    ),
  };
}

export function KeyDetailsPane({ keyShown, operations, blocked, onOperate, ...rest }: KeyDetailsPaneProps) {
  const { sections } = words;
  const { onShowJob, onShowAudit, onClose } = rest;
  const { jobId } = keyShown;
  return (
    <DetailsPane
      label={words.label(keyShown.name)}
      title={keyShown.name}
      status={
        <>
          <StatusChip of="key" state={keyShown.state} />
          {keyShown.compromised == null ? null : <CompromisedChip />}
        </>
      }
      close={{ label: words.close, onClose }}
    >
      {keyShown.proof?.matches === false ? (
        <Notice tone="danger" title={text.keyOperations.details.mismatchTitle} band>
          {text.keyOperations.details.mismatchBody}
        </Notice>
      ) : null}
      {operations.length === 0 ? null : (
        <Box
          role="toolbar"
          aria-label={text.keyOperations.operationsOf(keyShown.name)}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, padding: '10px 14px 0' }}
        >
          {operations.map((kind) => (
            <Button
              key={kind}
              size="small"
              variant="outlined"
              color={isDangerous(kind) ? 'error' : 'inherit'}
              disabled={blocked}
              onClick={() => onOperate(kind)}
            >
              {text.keyOperations.button[kind]}
            </Button>
          ))}
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
          '& > section': { borderTop: 'none !important' },
        }}
      >
        {keyShown.compromised == null ? null : <Compromised keyShown={keyShown} mark={keyShown.compromised} />}
        <DetailsSection title={sections.state}>
          <FactList labelWidth={124} facts={lifeFacts(keyShown)} />
        </DetailsSection>
        <DetailsSection title={sections.hsm}>
          <FactList labelWidth={124} facts={hsmFacts(keyShown)} />
        </DetailsSection>
        <DetailsSection title={sections.aws}>
          <FactList labelWidth={124} facts={awsFacts(keyShown)} />
        </DetailsSection>
        {keyShown.destruction == null ? null : <Destruction record={keyShown.destruction} onShowJob={onShowJob} />}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, padding: '0 16px 14px' }}>
        {jobId === null ? null : (
          <Button size="small" variant="outlined" color="inherit" onClick={() => onShowJob(jobId)}>
            {text.keys.actions.showJob}
          </Button>
        )}
        <Button size="small" variant="outlined" color="inherit" onClick={() => onShowAudit(keyShown.id)}>
          {text.keys.actions.showAudit}
        </Button>
        {jobId === null ? null : <RecordButton place={{ of: 'key', id: keyShown.id }} />}
      </Box>
    </DetailsPane>
  );
}
