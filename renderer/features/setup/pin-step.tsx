// Third page: the PIN of the token, whole or in two parts, or at the device.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { text } from '../../text/text';
import { Notice } from '../../ui/notice';
import { SecretField } from '../../ui/secret-field';
import type { StepProps } from './environment-step';
import { chosenToken, isFinalTry } from './setup-draft';
import { StepFrame } from './step-frame';

/** CK_UNAVAILABLE_INFORMATION and other nonsense of modules that do not say. */
const saneLength = (least: number, most: number): boolean => least >= 1 && most >= least && most <= 255;

export function PinStep({ draft, update, onBack, onNext }: StepProps) {
  const words = text.setup.pin;
  const [left, setLeft] = useState(false);
  const token = chosenToken(draft);
  if (token === null) return null;
  const known = saneLength(token.minPinLength, token.maxPinLength);
  const whole = draft.pin + (draft.twoParts ? draft.pinSecondPart : '');
  const lengthFine = !known || (whole.length >= token.minPinLength && whole.length <= token.maxPinLength);
  const typed = draft.pin !== '' && (!draft.twoParts || draft.pinSecondPart !== '');
  const finalTry = isFinalTry(draft);
  const fine = (token.protectedAuthenticationPath || (typed && lengthFine)) && (!finalTry || draft.acceptFinalTry);
  const rule = known ? words.length(token.minPinLength, token.maxPinLength) : undefined;
  const help = draft.tokenIsNew && !draft.twoParts ? words.pinKept : rule;
  const wrong = left && typed && !lengthFine;
  return (
    <StepFrame title={words.title(token.label)} lead={words.lead} onBack={onBack} onNext={onNext} nextDisabled={!fine}>
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 460 }}>
        {finalTry ? (
          <Box>
            <Notice tone="danger" title={words.finalTry} />
            <FormControlLabel
              label={text.frame.unlock.acceptFinalTry}
              control={
                <Checkbox
                  size="small"
                  checked={draft.acceptFinalTry}
                  onChange={(event) => update({ acceptFinalTry: event.target.checked })}
                />
              }
            />
          </Box>
        ) : null}
        {token.pinState === 'count-low' && !finalTry ? <Notice tone="attention">{words.countLow}</Notice> : null}
        {token.protectedAuthenticationPath ? (
          <Typography variant="body2">{words.protectedPath}</Typography>
        ) : (
          <>
            <SecretField
              label={draft.twoParts ? words.first : words.pin}
              value={draft.pin}
              onChange={(pin) => update({ pin, tokenIsNew: false })}
              onBlur={() => setLeft(true)}
              error={wrong}
              help={wrong ? rule : help}
              required
              autoFocus
            />
            {draft.twoParts ? (
              <SecretField
                label={words.second}
                value={draft.pinSecondPart}
                onChange={(pinSecondPart) => update({ pinSecondPart })}
                onBlur={() => setLeft(true)}
                error={wrong}
                required
              />
            ) : null}
            <Box>
              <FormControlLabel
                label={words.two}
                control={
                  <Checkbox
                    size="small"
                    checked={draft.twoParts}
                    // A PIN that one person typed whole is not two parts: both begin empty.
                    onChange={(event) =>
                      update({ twoParts: event.target.checked, pin: '', pinSecondPart: '', tokenIsNew: false })
                    }
                  />
                }
              />
              <FormHelperText sx={{ marginLeft: '30px', marginTop: '-4px' }}>{words.twoHelp}</FormHelperText>
            </Box>
          </>
        )}
      </Box>
    </StepFrame>
  );
}
