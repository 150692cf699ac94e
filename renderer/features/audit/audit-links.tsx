// From an entry to its job, its requests and its keys, and to all entries about the same thing.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { AuditEntryDetails } from '../../../shared/schemas/audit';
import { text } from '../../text/text';

export interface AuditJumps {
  readonly showJob: (jobId: string) => void;
  readonly showRequest: (requestId: string) => void;
  readonly showKey: (key: { readonly id: string; readonly groupId: string }) => void;
  readonly onlyJob: (jobId: string) => void;
  readonly onlyTarget: (targetId: string) => void;
}

const words = text.audit.actions;
/** More than these would bury the rest: the job lists them all. */
const most = 6;

export interface AuditLinksProps {
  /** What it leads to; null while that is read. */
  readonly details: AuditEntryDetails | null;
  readonly jobId: string | null;
  readonly targetId: string | null;
  readonly jumps: AuditJumps;
}

export function AuditLinks({ details, jobId, targetId, jumps }: AuditLinksProps) {
  const { requests = [], keys = [], job = null } = details ?? {};
  const button = (id: string, label: string, onClick: () => void) => (
    <Button key={id} size="small" variant="outlined" color="inherit" onClick={onClick}>
      <bdi>{label}</bdi>
    </Button>
  );
  const links = [
    ...(job === null ? [] : [button('job', words.showJob, () => jumps.showJob(job.id))]),
    ...requests
      .slice(0, most)
      .map(({ id, name }) =>
        button(id, requests.length === 1 ? words.showRequest : words.showRequestOf(name), () => jumps.showRequest(id)),
      ),
    ...keys.slice(0, most).map((key) => button(key.id, words.showKey(key.name), () => jumps.showKey(key))),
    ...(jobId === null ? [] : [button('same-job', words.sameJob, () => jumps.onlyJob(jobId))]),
    ...(targetId === null || targetId === ''
      ? []
      : [button('same-target', words.sameTarget, () => jumps.onlyTarget(targetId))]),
  ];
  if (links.length === 0) return null;
  return (
    <Box role="group" aria-label={words.leadsTo} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      {links}
    </Box>
  );
}
