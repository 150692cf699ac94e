// The state of a request as a chip: one fixed word and icon each.
import AssignmentReturnOutlined from '@mui/icons-material/AssignmentReturnOutlined';
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import DifferenceOutlined from '@mui/icons-material/DifferenceOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import ThumbUpOutlined from '@mui/icons-material/ThumbUpOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import type { RequestStatus } from '../../../shared/schemas/approvals';
import type { Tone } from '../../app/theme';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';

const looks: Record<RequestStatus, readonly [Tone, SvgIconComponent]> = {
  Pending: ['attention', HourglassEmptyOutlined],
  Approved: ['information', ThumbUpOutlined],
  Denied: ['danger', BlockOutlined],
  Withdrawn: ['neutral', AssignmentReturnOutlined],
  Expired: ['neutral', EventBusyOutlined],
  Stale: ['attention', DifferenceOutlined],
  Executed: ['good', CheckCircleOutlined],
};

export function RequestStatusChip({ status }: { readonly status: RequestStatus }) {
  const [tone, icon] = looks[status];
  return <Chip tone={tone} icon={icon} label={status} explanation={text.approvals.statuses[status]} />;
}
