// Notices that stay until somebody has acted: only two administrators, no recovery shares.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { AppStatus } from '../../../shared/schemas/status';
import { text } from '../../text/text';
import { Notice } from '../../ui/notice';

export interface PeopleNoticesProps {
  readonly status: AppStatus;
  readonly mayManage: boolean;
  readonly onAdd: () => void;
  readonly onShares: () => void;
}

/** Null where nothing is missing. */
export function PeopleNotices({ status, mayManage, onAdd, onShares }: PeopleNoticesProps) {
  const has = (kind: AppStatus['notices'][number]['kind']): boolean =>
    status.notices.some((notice) => notice.kind === kind);
  const two = text.identities.twoAdministrators;
  const shares = text.identities.recovery.noSharesNotice;
  const button = (label: string, onClick: () => void) =>
    mayManage ? (
      <Button size="small" variant="outlined" color="inherit" onClick={onClick}>
        {label}
      </Button>
    ) : null;
  if (!has('two-administrators') && !has('no-recovery-shares')) return null;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {has('two-administrators') ? (
        <Notice tone="attention" title={two.title} action={button(two.act, onAdd)}>
          {two.body}
        </Notice>
      ) : null}
      {has('no-recovery-shares') ? (
        <Notice tone="information" title={shares.title} action={button(text.identities.recovery.make, onShares)}>
          {shares.body}
        </Notice>
      ) : null}
    </Box>
  );
}
