// What the preview of a force rotate says, in the order in which confirmations say it.
import Box from '@mui/material/Box';
import type { RotationPreview } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import type { ConfirmFacts } from '../../ui/confirm-dialog';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';

const words = text.keyGroupDialogs.rotate;
type Warning = RotationPreview['warnings'][number];
/** Warnings that belong to what stops working; the others are said beside what happens. */
const aboutStops: readonly Warning[] = [
  'services-remember-key',
  'superseded-still-decrypts',
  'alias-moves',
  'material-expires',
];

function Sentences({ lines }: { readonly lines: readonly string[] }) {
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </Box>
  );
}

function aliasFact({ alias, aliasTarget, method }: RotationPreview) {
  if (method === 'same-key') return words.aliasStays(alias);
  if (aliasTarget === null) return words.aliasNew(alias);
  return (
    <>
      {words.aliasMoves(alias)} <Identifier value={aliasTarget} what={words.keyId} maxLength={36} />
    </>
  );
}

function detailFacts(preview: RotationPreview): readonly Fact[] {
  const { currentKeyId, rotationsLeft } = preview;
  return [
    { label: words.method, value: words.methods[preview.method] },
    { label: words.region, value: preview.simulator ? `${preview.region} · ${words.simulator}` : preview.region },
    { label: words.account, value: preview.accountId ?? words.accountUnknown },
    { label: words.alias, value: aliasFact(preview) },
    ...(currentKeyId === null
      ? []
      : [{ label: words.keyId, value: <Identifier value={currentKeyId} what={words.keyId} maxLength={36} /> }]),
    ...(rotationsLeft === null ? [] : [{ label: words.rotationsLeft, value: words.rotationsLeftValue(rotationsLeft) }]),
    { label: words.wrapping, value: words.wrappingValue(preview.wrappingAlgorithm, preview.wrappingKeySpec) },
  ];
}

/** The facts of the confirmation, from the preview alone. */
export function rotationFacts(preview: RotationPreview): ConfirmFacts {
  const { method, groupName, region, generation, warnings } = preview;
  const beside = warnings.filter((warning) => !aboutStops.includes(warning)).map((warning) => words.warnings[warning]);
  const stops = warnings.filter((warning) => aboutStops.includes(warning)).map((warning) => words.warnings[warning]);
  const cost = words.cost(preview.monthlyPriceChange);
  return {
    happens: (
      <Box sx={{ display: 'grid', gap: 1.25 }}>
        <Sentences lines={[words.happens[method](groupName, region, generation), ...beside]} />
        <FactList facts={detailFacts(preview)} labelWidth={132} />
      </Box>
    ),
    stops: <Sentences lines={stops.length === 0 ? [words.nothingStops] : stops} />,
    costs: <Sentences lines={preview.simulator ? [words.costSimulator, cost] : [cost, words.costCalls]} />,
    undo: words.undo[method],
    approves: words.approvals(preview.approvalsRequired),
  };
}
