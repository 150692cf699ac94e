// Notices that stay until somebody has acted: too few administrators, no recovery shares.
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
  /** Shown on another screen: both lead to Identities. */
  readonly elsewhere?: boolean;
}

/** Null where nothing is missing. */
export function PeopleNotices({ status, mayManage, onAdd, onShares, elsewhere = false }: PeopleNoticesProps) {
  const has = (kind: AppStatus['notices'][number]['kind']): boolean =>
    status.notices.some((notice) => notice.kind === kind);
  const few = status.notices.find((notice) => notice.kind === 'two-administrators');
  const words = text.identities.fewAdministrators;
  const shares = text.identities.recovery.noSharesNotice;
  const button = (label: string, onClick: () => void) =>
    mayManage ? (
      <Button size="small" variant="outlined" color="inherit" onClick={onClick}>
        {elsewhere ? text.identities.goTo : label}
      </Button>
    ) : null;
  if (few === undefined && !has('no-recovery-shares')) return null;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {few === undefined ? null : (
        <Notice tone="attention" title={words.title(few.have)} action={button(words.act, onAdd)}>
          {words.body(few.need)}
        </Notice>
      )}
      {has('no-recovery-shares') ? (
        <Notice tone="information" title={shares.title} action={button(text.identities.recovery.make, onShares)}>
          {shares.body}
        </Notice>
      ) : null}
    </Box>
  );
}
