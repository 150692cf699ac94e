// Home: what needs a person, and the way from nothing to the first key while there is none.
import Box from '@mui/material/Box';
import { useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import { PageHeader } from '../../ui/page-header';
import { FirstSteps } from './first-steps';
import { NeedsPerson } from './needs-person';

export function HomeScreen() {
  const status = useStatus();
  if (status === null) return null;
  const { permissions } = status.session;
  return (
    <Box sx={{ maxWidth: 1028, padding: 3 }}>
      <PageHeader title={text.frame.home.title} description={text.frame.home.lead} />
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <NeedsPerson status={status} />
        {permissions.includes('Keys:View') && permissions.includes('Credentials:View') ? <FirstSteps /> : null}
      </Box>
    </Box>
  );
}
