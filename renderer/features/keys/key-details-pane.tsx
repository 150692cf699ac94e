// One key, that is one generation: its life, its object in the HSM, and what AWS KMS knows of it.
import Box from '@mui/material/Box';
import type { KeyView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { DetailsPane } from '../../ui/details-pane';
import { DetailsSection } from '../../ui/details-section';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';

export interface KeyDetailsPaneProps {
  readonly keyShown: KeyView;
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
];

const awsFacts = (key: KeyView): readonly Fact[] => [
  identified(fields.kmsKeyId, key.kmsKeyId, words.none),
  identified(fields.kmsKeyArn, key.kmsKeyArn, words.none),
  identified(fields.materialId, key.keyMaterialId, key.importedAt === null ? words.none : words.notReturned),
  { label: fields.wrappingAlgorithm, value: key.wrappingAlgorithm ?? words.none },
  { label: fields.wrappingKeySpec, value: key.wrappingKeySpec ?? words.none },
  { label: fields.materialExpires, value: <TimeText at={key.materialExpiresAt} absent={text.keys.group.noExpiry} /> },
  identified(fields.requestId, key.awsRequestId, words.none),
];

export function KeyDetailsPane({ keyShown, onClose }: KeyDetailsPaneProps) {
  const { sections } = words;
  return (
    <DetailsPane
      label={words.label(keyShown.name)}
      title={keyShown.name}
      status={<StatusChip of="key" state={keyShown.state} />}
      close={{ label: words.close, onClose }}
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
          '& > section': { borderTop: 'none !important' },
        }}
      >
        <DetailsSection title={sections.state}>
          <FactList labelWidth={124} facts={lifeFacts(keyShown)} />
        </DetailsSection>
        <DetailsSection title={sections.hsm}>
          <FactList labelWidth={124} facts={hsmFacts(keyShown)} />
        </DetailsSection>
        <DetailsSection title={sections.aws}>
          <FactList labelWidth={124} facts={awsFacts(keyShown)} />
        </DetailsSection>
      </Box>
    </DetailsPane>
  );
}
