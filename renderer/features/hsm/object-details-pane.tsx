// One object of the token: its attributes, and the key of the console it is.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { InventoryItem } from '../../../shared/schemas/inventory';
import { text } from '../../text/text';
import { DetailsPane } from '../../ui/details-pane';
import { DetailsSection } from '../../ui/details-section';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { StatusChip } from '../../ui/status-chip';
import { objectName, typeText } from './object-columns';
import { ObjectKindChip } from './object-kind-chip';

const words = text.hsm;
const { details, columns } = words;

const flag = (value: boolean | null): string => (value === null ? words.unknown : value ? words.yes : words.no);
const whole = (value: string, what: string) =>
  value === '' ? text.common.notSet : <Identifier value={value} what={what} maxLength={0} />;
const checkValue = (value: InventoryItem['checkValue'], what: string) =>
  value === null ? (
    details.noCheckValue
  ) : (
    <>
      <Identifier value={value.value} what={what} /> {value.method}
    </>
  );

function objectFacts(item: InventoryItem): readonly Fact[] {
  return [
    { label: details.label_, value: item.label === '' ? words.unnamed : <bdi>{item.label}</bdi> },
    { label: columns.reference, value: whole(item.reference, columns.reference) },
    {
      label: columns.objectClass,
      value: item.objectClass === null ? words.kinds.missing : words.classes[item.objectClass],
    },
    { label: columns.keyType, value: typeText(item) },
    { label: details.checkValue, value: checkValue(item.checkValue, columns.checkValue) },
    ...(item.recordedCheckValue === null
      ? []
      : [{ label: details.recorded, value: checkValue(item.recordedCheckValue, details.recorded) }]),
    { label: details.sensitive, value: flag(item.sensitive) },
    { label: details.alwaysSensitive, value: flag(item.alwaysSensitive) },
    { label: details.extractable, value: flag(item.extractable) },
    { label: details.local, value: flag(item.local) },
  ];
}

export interface ObjectDetailsPaneProps {
  readonly item: InventoryItem;
  readonly onShowGroup: (groupId: string) => void;
  readonly onClose: () => void;
}

export function ObjectDetailsPane({ item, onShowGroup, onClose }: ObjectDetailsPaneProps) {
  const { key } = item;
  const name = objectName(item);
  return (
    <DetailsPane
      label={details.label(name)}
      title={name}
      status={<ObjectKindChip item={item} />}
      close={{ label: details.close, onClose }}
    >
      <Box sx={{ padding: '12px 16px', display: 'grid', gap: 1 }}>
        {item.problems.map((problem) => (
          <Notice key={problem} tone="danger">
            {words.problems[problem]}
          </Notice>
        ))}
        <Typography variant="body2">{words.kindMeans[item.kind]}</Typography>
      </Box>
      {key === null ? null : (
        <DetailsSection
          title={details.key}
          action={
            key.groupName === null ? null : (
              <Button size="small" onClick={() => onShowGroup(key.groupId)}>
                {words.actions.showKey}
              </Button>
            )
          }
        >
          <FactList
            facts={[
              { label: columns.name, value: <bdi>{key.name}</bdi> },
              { label: columns.group, value: <bdi>{key.groupName ?? words.groupDeleted}</bdi> },
              { label: columns.state, value: <StatusChip of="key" state={key.state} /> },
              { label: details.kmsKeyId, value: whole(key.kmsKeyId ?? '', details.kmsKeyId) },
              { label: details.materialId, value: whole(key.keyMaterialId ?? '', details.materialId) },
            ]}
          />
          <Typography variant="body2" sx={{ marginTop: 1, color: 'text.secondary' }}>
            {details.kept}
          </Typography>
        </DetailsSection>
      )}
      <DetailsSection title={details.object}>
        <FactList facts={objectFacts(item)} />
      </DetailsSection>
    </DetailsPane>
  );
}
