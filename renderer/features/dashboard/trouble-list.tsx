// Troubles of the console itself, each with what it means.
import Box from '@mui/material/Box';
import type { Trouble } from '../../../shared/schemas/dashboard';
import { text } from '../../text/text';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';

const dangers: ReadonlySet<Trouble['kind']> = new Set([
  'pin-locked',
  'log-broken',
  'store-read-only',
  'key-compromised',
]);

export function TroubleList({ troubles }: { readonly troubles: readonly Trouble[] }) {
  if (troubles.length === 0) return null;
  const words = text.dashboard;
  return (
    <Box component="section" aria-label={words.troublesTitle} sx={{ display: 'grid', gap: 1 }}>
      {troubles.map((trouble) => (
        <Notice
          key={trouble.kind}
          tone={dangers.has(trouble.kind) ? 'danger' : 'attention'}
          title={words.troubles[trouble.kind].title}
        >
          <bdi>{words.troubles[trouble.kind].body(trouble)}</bdi>{' '}
          {trouble.at === null ? null : (
            <>
              {words.troubles[trouble.kind].at} <TimeText at={trouble.at} exact />
            </>
          )}
        </Notice>
      ))}
    </Box>
  );
}
