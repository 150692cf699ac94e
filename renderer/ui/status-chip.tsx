// A state as a chip: one fixed word and icon per state, so that colour never carries meaning alone.
import Autorenew from '@mui/icons-material/Autorenew';
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import CloudDoneOutlined from '@mui/icons-material/CloudDoneOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import HelpOutlineOutlined from '@mui/icons-material/HelpOutlineOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import KeyOutlined from '@mui/icons-material/KeyOutlined';
import PlayCircleOutlined from '@mui/icons-material/PlayCircleOutlined';
import RadioButtonUncheckedOutlined from '@mui/icons-material/RadioButtonUncheckedOutlined';
import ScheduleOutlined from '@mui/icons-material/ScheduleOutlined';
import SkipNextOutlined from '@mui/icons-material/SkipNextOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import type { SvgIconComponent } from '@mui/icons-material';
import type { AuditOutcome, AuditSeverity } from '../../shared/schemas/audit';
import type { JobStatus, JobStepView } from '../../shared/schemas/jobs';
import type { KeyGroupState, KeyState } from '../../shared/schemas/key-groups';
import type { Tone } from '../app/theme';
import { text } from '../text/text';

type Look = readonly [tone: Tone, icon: SvgIconComponent];

const job: Record<JobStatus, Look> = {
  Queued: ['neutral', HourglassEmptyOutlined],
  'Waiting for approval': ['attention', HourglassEmptyOutlined],
  Running: ['information', PlayCircleOutlined],
  'Needs attention': ['attention', WarningAmberOutlined],
  Completed: ['good', CheckCircleOutlined],
  Failed: ['danger', ErrorOutlineOutlined],
  Cancelled: ['neutral', CancelOutlined],
};
const key: Record<KeyState, Look> = {
  Generated: ['information', KeyOutlined],
  Synchronized: ['information', CloudDoneOutlined],
  Active: ['good', CheckCircleOutlined],
  Superseded: ['neutral', HistoryOutlined],
  Disabled: ['neutral', BlockOutlined],
  Expired: ['attention', EventBusyOutlined],
  'Material deleted': ['attention', DeleteOutlineOutlined],
  'Pending deletion': ['danger', EventBusyOutlined],
  'Material not held': ['attention', HelpOutlineOutlined],
  Destroyed: ['danger', DeleteOutlineOutlined],
};
const group: Record<KeyGroupState, Look> = {
  Ready: ['information', RadioButtonUncheckedOutlined],
  Active: ['good', CheckCircleOutlined],
  'Rotation due': ['attention', ScheduleOutlined],
  'Rotation overdue': ['danger', ScheduleOutlined],
  'Needs attention': ['attention', WarningAmberOutlined],
  Disabled: ['neutral', BlockOutlined],
};
const step: Record<JobStepView['status'], Look> = {
  'Not started': ['neutral', RadioButtonUncheckedOutlined],
  Planned: ['information', Autorenew],
  Done: ['good', CheckCircleOutlined],
  Skipped: ['neutral', SkipNextOutlined],
  Failed: ['danger', ErrorOutlineOutlined],
  'Needs attention': ['attention', WarningAmberOutlined],
};
const severity: Record<AuditSeverity, Look> = {
  info: ['neutral', InfoOutlined],
  notice: ['information', InfoOutlined],
  warning: ['attention', WarningAmberOutlined],
  critical: ['danger', ErrorOutlineOutlined],
};
const outcome: Record<AuditOutcome, Look> = {
  success: ['good', CheckCircleOutlined],
  intent: ['information', PlayCircleOutlined],
  refused: ['attention', BlockOutlined],
  failed: ['danger', ErrorOutlineOutlined],
};

export interface ChipProps {
  readonly tone: Tone;
  readonly icon: SvgIconComponent;
  readonly label: string;
  /** Said on hover and to screen readers. */
  readonly explanation?: string;
}

/** A chip of free wording, for what has no list of states. Prefer StatusChip. */
export function Chip({ tone, icon: Icon, label, explanation }: ChipProps) {
  const chip = (
    <Box
      component="span"
      sx={(theme) => {
        const colors = theme.vars!.palette.tone[tone];
        return {
          display: 'inline-flex',
          alignItems: 'center',
          gap: '5px',
          height: 22,
          maxWidth: '100%',
          paddingInline: '7px 9px',
          borderRadius: '11px',
          border: `1px solid ${colors.line}`,
          backgroundColor: colors.bg,
          color: colors.fg,
          fontSize: '0.75rem',
          fontWeight: 560,
          lineHeight: 1,
          whiteSpace: 'nowrap',
          verticalAlign: 'middle',
        };
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 14 }} />
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: 1.3 }}>
        {label}
      </Box>
    </Box>
  );
  return explanation === undefined ? (
    chip
  ) : (
    <Tooltip title={explanation} describeChild>
      {chip}
    </Tooltip>
  );
}

export type StatusChipProps =
  | { readonly of: 'job'; readonly state: JobStatus }
  | { readonly of: 'key'; readonly state: KeyState }
  | { readonly of: 'group'; readonly state: KeyGroupState }
  | { readonly of: 'step'; readonly state: JobStepView['status'] }
  | { readonly of: 'severity'; readonly state: AuditSeverity }
  | { readonly of: 'outcome'; readonly state: AuditOutcome };

/** The chip of a state; word, colour, icon and explanation come with it. */
export function StatusChip(props: StatusChipProps) {
  switch (props.of) {
    case 'job':
      return <LookChip look={job[props.state]} label={props.state} explanation={text.status.job[props.state]} />;
    case 'key':
      return <LookChip look={key[props.state]} label={props.state} explanation={text.status.key[props.state]} />;
    case 'group':
      return <LookChip look={group[props.state]} label={props.state} explanation={text.status.group[props.state]} />;
    case 'step':
      return <LookChip look={step[props.state]} label={props.state} explanation={text.status.step[props.state]} />;
    case 'severity':
      return <LookChip look={severity[props.state]} label={text.status.severity[props.state]} />;
    case 'outcome':
      return <LookChip look={outcome[props.state]} label={text.status.outcome[props.state]} />;
  }
}

function LookChip({ look: [tone, icon], label, explanation }: { look: Look; label: string; explanation?: string }) {
  return <Chip tone={tone} icon={icon} label={label} {...(explanation === undefined ? {} : { explanation })} />;
}
