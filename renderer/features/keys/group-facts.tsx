// What an officer looks up about a key group, above its keys: state, next rotation, alias, Active Key ID and the rest.
import Box from '@mui/material/Box';
import { onDemandRotationLimit } from '../../../shared/aws-terms';
import { keyLengthName, keySpecOf } from '../../../shared/key-spec';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { TimeText } from '../../ui/time-text';
import { nextRotationText, scheduleWords } from './group-words';

export interface GroupFactsProps {
  readonly group: KeyGroupView;
  /** On-demand rotations left as far as the console knows; null where the method does not count them. */
  readonly rotationsLeft: number | null;
}

const words = text.keys;

function scheduleFacts(state: KeyGroupView['scheduleState'] | null): readonly Fact[] {
  if (state == null) return [];
  const { facts } = text.schedules;
  const { approval, lastRun } = state;
  return [
    ...(approval.state === 'valid' ? [{ label: facts.approved, value: <TimeText at={approval.validUntil} /> }] : []),
    ...(lastRun === null
      ? []
      : [
          {
            label: facts.lastRun,
            value: (
              <>
                <TimeText at={lastRun.at} /> · {facts.outcomes[lastRun.outcome]}
              </>
            ),
          },
        ]),
  ];
}

function groupFacts(group: KeyGroupView, rotationsLeft: number | null): readonly Fact[] {
  const { facts } = words.group;
  const next = nextRotationText(group);
  return [
    { label: facts.nextRotation, value: next ?? <TimeText at={group.nextRotationAt} /> },
    { label: facts.lastRotated, value: <TimeText at={group.lastRotatedAt} absent={words.group.never} /> },
    { label: facts.alias, value: <Identifier value={group.alias} what={facts.alias} maxLength={20} /> },
    {
      label: facts.activeKeyId,
      value:
        group.activeKeyId === null ? (
          words.groups.noKey
        ) : (
          <Identifier value={group.activeKeyId} what={facts.activeKeyId} maxLength={20} />
        ),
    },
    { label: facts.region, value: group.simulator ? `${group.region} · ${words.group.simulator}` : group.region },
    { label: facts.credential, value: <bdi>{group.credentialName}</bdi> },
    { label: facts.keySpec, value: keyLengthName(keySpecOf(group)) },
    { label: facts.method, value: words.methods[group.rotationMethod] },
    ...(rotationsLeft === null
      ? []
      : [{ label: facts.rotationsLeft, value: words.group.rotationsLeft(rotationsLeft, onDemandRotationLimit) }]),
    {
      label: facts.schedule,
      value: scheduleWords(group),
    },
    ...scheduleFacts(group.scheduleState ?? null),
    {
      label: facts.keepValid,
      value: group.keepKeyValidFor === null ? text.keyGroupDialogs.editor.noLimit : words.period(group.keepKeyValidFor),
    },
  ];
}

export function GroupFacts({ group, rotationsLeft }: GroupFactsProps) {
  return (
    <Box sx={{ padding: '10px 16px 14px' }}>
      <FactList layout="grid" facts={groupFacts(group, rotationsLeft)} />
    </Box>
  );
}
