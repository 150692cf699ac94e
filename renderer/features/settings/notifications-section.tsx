// Which things the desktop tells of while the window is not looked at; each person's own choice.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { notificationKinds, notificationsOff, notificationsPreference } from '../../../shared/schemas/notifications';
import { usePreference } from '../../api/use-preference';
import { text } from '../../text/text';
import { SettingsSection } from './settings-section';

const words = text.settings.notifications;

export function NotificationsSection() {
  const preference = usePreference(notificationsPreference, (stored) => ({ off: notificationsOff(stored) }));
  const { off } = preference.value;
  return (
    <SettingsSection title={words.title} lead={words.lead}>
      <Box
        role="group"
        aria-label={words.title}
        sx={{ display: 'grid', gap: 0.25, gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))' }}
      >
        {notificationKinds.map((kind) => (
          <FormControlLabel
            key={kind}
            label={words.kinds[kind]}
            control={
              <Checkbox
                size="small"
                checked={!off.includes(kind)}
                disabled={!preference.loaded}
                onChange={(_event, wanted) =>
                  preference.set({ off: wanted ? off.filter((each) => each !== kind) : [...off, kind] })
                }
              />
            }
          />
        ))}
      </Box>
    </SettingsSection>
  );
}
