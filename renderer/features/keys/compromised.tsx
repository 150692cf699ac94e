// A key that is marked as compromised: its chip, what has to follow, and the list of what to re-encrypt as far as the console and AWS know.
import ReportGmailerrorredOutlined from '@mui/icons-material/ReportGmailerrorredOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { KeyState, KeyView } from '../../../shared/schemas/key-groups';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { DetailsSection } from '../../ui/details-section';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Chip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';

const words = text.keyOperations.compromised;

/** In a list it takes the place of the state, which it names on hover. */
export function CompromisedChip({ state }: { readonly state?: KeyState }) {
  return (
    <Chip
      tone="danger"
      icon={ReportGmailerrorredOutlined}
      label={words.chip}
      explanation={state === undefined ? words.chipMeans : `${state}. ${words.chipMeans}`}
    />
  );
}

const stopped: readonly KeyState[] = ['Disabled', 'Pending deletion', 'Destroyed'];

export interface CompromisedProps {
  readonly keyShown: KeyView;
  readonly mark: NonNullable<KeyView['compromised']>;
}

export function Compromised({ keyShown, mark }: CompromisedProps) {
  const { supersededAt, state } = keyShown;
  const steps = [
    { said: words.rotate, done: supersededAt !== null },
    { said: words.reencrypt, done: null },
    { said: words.disable, done: stopped.includes(state) },
  ];
  return (
    <DetailsSection title={words.title}>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {words.marked(mark.by.join(', '))} <bdi>{mark.justification}</bdi> · <TimeText at={mark.at} />
      </Typography>
      <Typography variant="subtitle2" component="h4" sx={{ marginTop: 1 }}>
        {words.steps}
      </Typography>
      <Box component="ol" sx={{ margin: '4px 0 8px', paddingLeft: 2.5, display: 'grid', gap: 0.5 }}>
        {steps.map(({ said, done }) => (
          <Typography key={said} component="li" variant="body2">
            {done === null ? null : <strong>{done ? words.stepDone : words.stepOpen}: </strong>}
            {said}
          </Typography>
        ))}
      </Box>
      <Typography variant="subtitle2" component="h4">
        {words.list}
      </Typography>
      <ReencryptList keyShown={keyShown} />
    </DetailsSection>
  );
}

/** Last use and grants are read from AWS, as the confirmation of Disable reads them. */
function ReencryptList({ keyShown }: { readonly keyShown: KeyView }) {
  const { id, groupId, activatedAt, importedAt, supersededAt, kmsKeyArn } = keyShown;
  const answer = useCall('keys.previewOperation', { kind: 'disable', groupId, keyIds: [id] });
  const found = answer.data?.keys[0];
  const unread = answer.isPending ? words.reading : words.notRead;
  const grants = found?.grants ?? null;
  return (
    <FactList
      labelWidth={124}
      facts={[
        {
          label: words.ciphertext,
          value: (
            <>
              {words.from} <TimeText at={activatedAt ?? importedAt} /> {words.until}{' '}
              {supersededAt === null ? words.stillUsed : <TimeText at={supersededAt} />}
            </>
          ),
        },
        {
          label: words.under,
          value:
            kmsKeyArn === null ? text.common.notSet : <Identifier value={kmsKeyArn} what={words.under} maxLength={0} />,
        },
        ...(found === undefined || found.sharedWith.length === 0
          ? []
          : [{ label: words.shares, value: found.sharedWith.join(', ') }]),
        { label: words.dataKeys, value: words.dataKeysHint },
        {
          label: words.lastUse,
          value:
            found?.lastUse == null ? (
              unread
            ) : found.lastUse.at === null ? (
              text.keyOperations.dialog.neverUsed
            ) : (
              <>
                {found.lastUse.operation} <TimeText at={found.lastUse.at} />
              </>
            ),
        },
        {
          label: words.grants,
          value:
            grants === null
              ? unread
              : grants.length === 0
                ? text.keyOperations.dialog.grants(0)
                : grants.map(({ grantee, operations }) => (
                    <Box key={`${grantee} ${operations.join()}`}>
                      {text.keyOperations.dialog.grant(grantee, operations.join(', '))}
                    </Box>
                  )),
        },
      ]}
    />
  );
}
