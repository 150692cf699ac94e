// What a module said of itself, its SHA-256 to be approved, and its tokens with their flags.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import KeyOutlined from '@mui/icons-material/KeyOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import type { InspectedModule } from '../../../shared/schemas/setup';
import type { TokenView } from '../../../shared/schemas/status';
import { text } from '../../text/text';
import { ChoiceCards } from '../../ui/choice-cards';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Chip } from '../../ui/status-chip';
import { usableToken } from './setup-draft';

export interface InspectedModuleViewProps {
  readonly inspected: InspectedModule;
  readonly tokenSerial: string | null;
  readonly onToken: (serial: string) => void;
}

export function InspectedModuleView({ inspected, tokenSerial, onToken }: InspectedModuleViewProps) {
  const words = text.setup.token;
  const section = useRef<HTMLElement>(null);
  // What was asked for is brought into view; it may lie below the form.
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), [inspected]);
  return (
    <Box component="section" ref={section} aria-label={words.inspected} sx={{ display: 'grid', gap: 2 }}>
      <FactList
        labelWidth={110}
        facts={[
          {
            label: words.description,
            value: `${inspected.description} (${inspected.manufacturer}${inspected.software ? `, ${words.software}` : ''})`,
          },
          { label: words.version, value: inspected.libraryVersion },
          { label: words.path, value: inspected.path },
          {
            label: words.sha256,
            value: (
              <>
                <Identifier value={inspected.sha256} what={words.sha256} maxLength={0} />
                <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
                  {words.sha256Help}
                </Typography>
              </>
            ),
          },
        ]}
      />
      {inspected.tokens.length === 0 ? (
        <Typography variant="body2">{words.noTokens}</Typography>
      ) : (
        <Box sx={{ display: 'grid', gap: 1 }}>
          <Typography variant="subtitle2" component="h2">
            {words.tokens}
          </Typography>
          <ChoiceCards
            label={words.tokens}
            value={tokenSerial}
            onChange={onToken}
            choices={inspected.tokens.map((token) => ({
              value: token.serial,
              title: token.label === '' ? words.uninitialized : token.label,
              disabled: !usableToken(token),
              body: <TokenBody token={token} />,
            }))}
          />
        </Box>
      )}
    </Box>
  );
}

function TokenBody({ token }: { readonly token: TokenView }) {
  const words = text.setup.token;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <span>
        {`${token.manufacturer} ${token.model}`.trim()} · {words.serial(token.serial)}
      </span>
      {token.initialized ? null : <Chip tone="neutral" icon={KeyOutlined} label={words.uninitialized} />}
      {token.pinState === 'locked' ? <Chip tone="danger" icon={LockOutlined} label={words.locked} /> : null}
      {token.pinState === 'final-try' ? (
        <Chip tone="danger" icon={WarningAmberOutlined} label={words.finalTry} />
      ) : null}
      {token.pinState === 'count-low' ? (
        <Chip tone="attention" icon={WarningAmberOutlined} label={words.countLow} />
      ) : null}
      {token.protectedAuthenticationPath ? (
        <Chip tone="information" icon={KeyOutlined} label={words.protectedPath} />
      ) : null}
    </Box>
  );
}
