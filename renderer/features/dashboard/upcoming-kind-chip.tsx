// What kind of date it is; one in the past stands out.
import AutorenewOutlined from '@mui/icons-material/AutorenewOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import KeyOffOutlined from '@mui/icons-material/KeyOffOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import type { UpcomingKind } from '../../../shared/schemas/dashboard';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';

const icons: Record<UpcomingKind, SvgIconComponent> = {
  rotation: AutorenewOutlined,
  'material-expires': EventBusyOutlined,
  'key-valid-until': KeyOffOutlined,
  deletion: DeleteOutlineOutlined,
};

export function UpcomingKindChip({ kind, past }: { readonly kind: UpcomingKind; readonly past: boolean }) {
  const tone = kind === 'deletion' || past ? 'danger' : kind === 'material-expires' ? 'attention' : 'information';
  return <Chip tone={tone} icon={icons[kind]} label={text.dashboard.kinds[kind]} />;
}
