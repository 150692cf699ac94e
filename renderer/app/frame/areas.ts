// The areas of the menu in its order (product.md section 6). Areas that do not exist yet are absent, not dead.
import AdminPanelSettingsOutlined from '@mui/icons-material/AdminPanelSettingsOutlined';
import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined';
import BackupOutlined from '@mui/icons-material/BackupOutlined';
import BadgeOutlined from '@mui/icons-material/BadgeOutlined';
import CloudOutlined from '@mui/icons-material/CloudOutlined';
import DashboardOutlined from '@mui/icons-material/DashboardOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import MemoryOutlined from '@mui/icons-material/MemoryOutlined';
import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import SettingsOutlined from '@mui/icons-material/SettingsOutlined';
import SummarizeOutlined from '@mui/icons-material/SummarizeOutlined';
import VpnKeyOutlined from '@mui/icons-material/VpnKeyOutlined';
import WorkHistoryOutlined from '@mui/icons-material/WorkHistoryOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import type { Permission } from '../../../shared/permissions';
import { text } from '../../text/text';

const words = text.frame.areas;

export interface Area {
  readonly path: string;
  readonly label: string;
  readonly icon: SvgIconComponent;
  /** Heading of the menu under which it stands. */
  readonly section?: string;
  /** null: for everyone who is logged in. */
  readonly permission: Permission | null;
}

export const areas: readonly Area[] = [
  { path: '/', label: words.home, icon: DashboardOutlined, permission: null },
  { path: '/keys', label: words.keys, icon: VpnKeyOutlined, section: words.keyManagement, permission: 'Keys:View' },
  { path: '/credentials', label: words.credentials, icon: CloudOutlined, permission: 'Credentials:View' },
  { path: '/approvals', label: words.approvals, icon: FactCheckOutlined, permission: 'Approvals:View' },
  { path: '/jobs', label: words.jobs, icon: WorkHistoryOutlined, section: words.reporting, permission: 'Jobs:View' },
  {
    path: '/audit',
    label: words.audit,
    icon: AssignmentOutlined,
    section: words.reporting,
    permission: 'AuditLogs:View',
  },
  {
    path: '/reports',
    label: words.reports,
    icon: SummarizeOutlined,
    section: words.reporting,
    permission: 'AuditLogs:View',
  },
  {
    path: '/identities',
    label: words.identities,
    icon: PeopleAltOutlined,
    section: words.identityManagement,
    permission: 'Identities:View',
  },
  {
    path: '/roles',
    label: words.roles,
    icon: BadgeOutlined,
    section: words.identityManagement,
    permission: 'Roles:View',
  },
  { path: '/hsm', label: words.hsm, icon: MemoryOutlined, section: words.administration, permission: 'HSM:View' },
  {
    path: '/policy',
    label: words.policy,
    icon: AdminPanelSettingsOutlined,
    section: words.administration,
    permission: 'Approvals:View',
  },
  {
    path: '/backup',
    label: words.backup,
    icon: BackupOutlined,
    section: words.administration,
    permission: 'Settings:View',
  },
  {
    path: '/settings',
    label: words.settings,
    icon: SettingsOutlined,
    section: words.administration,
    permission: 'Settings:View',
  },
];

/** Areas that this login may open. */
export function areasFor(permissions: readonly Permission[]): readonly Area[] {
  return areas.filter(({ permission }) => permission === null || permissions.includes(permission));
}

/** The area a path of the router belongs to. */
export function areaOf(pathname: string): Area | null {
  return (
    areas.find(({ path }) =>
      path === '/'
        ? ['/', '/upcoming', '/reconcile'].includes(pathname)
        : pathname === path || pathname.startsWith(`${path}/`),
    ) ?? null
  );
}
