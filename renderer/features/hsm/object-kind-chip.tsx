// What an object of the token is to the console, as a chip: danger where it has a problem.
import AccountTreeOutlined from '@mui/icons-material/AccountTreeOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import HelpOutlineOutlined from '@mui/icons-material/HelpOutlineOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import KeyOutlined from '@mui/icons-material/KeyOutlined';
import LinkOffOutlined from '@mui/icons-material/LinkOffOutlined';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import type { InventoryItem, InventoryKind } from '../../../shared/schemas/inventory';
import type { Tone } from '../../app/theme';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';

const looks: Record<InventoryKind, readonly [tone: Tone, icon: SvgIconComponent]> = {
  missing: ['danger', HelpOutlineOutlined],
  key: ['good', KeyOutlined],
  orphan: ['attention', LinkOffOutlined],
  job: ['information', HourglassEmptyOutlined],
  console: ['information', VerifiedUserOutlined],
  foreign: ['neutral', AccountTreeOutlined],
};

export function ObjectKindChip({ item }: { readonly item: Pick<InventoryItem, 'kind' | 'problems'> }) {
  const words = text.hsm;
  const [problem] = item.problems;
  const [tone, icon] = looks[item.kind];
  return (
    <Chip
      tone={problem === undefined ? tone : 'danger'}
      icon={problem === undefined || item.kind === 'missing' ? icon : ErrorOutlineOutlined}
      label={words.kinds[item.kind]}
      explanation={problem === undefined ? words.kindMeans[item.kind] : words.problems[problem]}
    />
  );
}
