// Administration > Settings: where the audit log is forwarded to, how long it stays, notices of the desktop, and the set-up record.
import Box from '@mui/material/Box';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { PageHeader } from '../../ui/page-header';
import { RecordButton } from '../records/record-button';
import { ForwardingSection } from './forwarding-section';
import { NotificationsSection } from './notifications-section';
import { RetentionSection } from './retention-section';
import { SettingsSection } from './settings-section';

const words = text.settings;

export function SettingsScreen() {
  const mayViewLog = useMay('AuditLogs:View');
  return (
    <Box sx={{ maxWidth: 1080, padding: '20px 24px' }}>
      <PageHeader title={words.title} description={words.intro} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <ForwardingSection />
        {mayViewLog ? <RetentionSection /> : null}
        <NotificationsSection />
        <SettingsSection title={words.record.title} lead={words.record.lead} actions={<RecordButton place={null} />} />
      </Box>
    </Box>
  );
}
