// The HSM's own backup: what officers have confirmed, and how many keys are in none.
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { BackupView, HsmBackupView } from '../../../shared/schemas/backup';
import { text } from '../../text/text';
import { DetailsSection } from '../../ui/details-section';
import { FactList, type Fact } from '../../ui/fact-list';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';
import { PaneHead } from './pane-head';

const words = text.backup.hsm;
const { columns } = words;

export interface HsmBackupPaneProps {
  readonly view: BackupView;
  readonly mayConfirm: boolean;
  readonly onConfirm: () => void;
}

const factsOf = (backup: HsmBackupView): readonly Fact[] => [
  { label: columns.taken, value: <TimeText at={backup.takenAt} exact /> },
  { label: columns.holds, value: backup.keys === null ? words.all : words.some(backup.keys) },
  ...(backup.note === '' ? [] : [{ label: columns.note, value: <bdi>{backup.note}</bdi> }]),
  {
    label: columns.by,
    value: (
      <>
        <bdi>{backup.recordedBy}</bdi> · <TimeText at={backup.recordedAt} />
      </>
    ),
  },
];

export function HsmBackupPane({ view, mayConfirm, onConfirm }: HsmBackupPaneProps) {
  const { hsmKeys, hsmBackups } = view;
  return (
    <Box sx={{ height: '100%', overflow: 'auto' }}>
      <PaneHead title={words.title} lead={words.lead}>
        {mayConfirm ? (
          <Box sx={{ paddingBottom: 1.5 }}>
            <Button variant="outlined" startIcon={<FactCheckOutlined aria-hidden />} onClick={onConfirm}>
              {words.button}
            </Button>
          </Box>
        ) : null}
        {hsmKeys.notInBackup > 0 ? (
          <Notice tone="attention" title={words.missingTitle(hsmKeys.notInBackup)}>
            {words.missingBody}
          </Notice>
        ) : (
          <FactList facts={[{ label: words.covered, value: words.coverage(hsmKeys.total, hsmKeys.notInBackup) }]} />
        )}
      </PaneHead>
      <DetailsSection title={words.list}>
        {hsmBackups.length === 0 ? (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.none}
          </Typography>
        ) : (
          <Box component="ul" aria-label={words.list} sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {hsmBackups.map((backup) => (
              <Box
                component="li"
                key={backup.id}
                sx={(theme) => ({
                  padding: '8px 0',
                  '& + li': { borderTop: `1px solid ${theme.vars!.palette.surface.line}` },
                })}
              >
                <FactList facts={factsOf(backup)} />
              </Box>
            ))}
          </Box>
        )}
      </DetailsSection>
    </Box>
  );
}
