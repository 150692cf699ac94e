// The key policy of a group: imported from a JSON file through main's dialog, with what was found in it.
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import FileOpenOutlined from '@mui/icons-material/FileOpenOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useController, useWatch, type Control } from 'react-hook-form';
import type { PolicyFinding } from '../../../shared/schemas/key-groups';
import { useCommand } from '../../api/use-command';
import { monospace } from '../../app/theme';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import type { GroupFormValues } from './group-form';

export interface PolicyFieldProps {
  readonly control: Control<GroupFormValues>;
  /** null while they are being asked for. */
  readonly findings: readonly PolicyFinding[] | null;
}

const words = text.keyGroupDialogs.editor;

function Finding({ finding }: { readonly finding: PolicyFinding }) {
  const wrong = finding.severity === 'error';
  const Icon = wrong ? ErrorOutlineOutlined : WarningAmberOutlined;
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, paddingBlock: '2px' }}>
      <Icon
        titleAccess={wrong ? words.findingError : words.findingWarning}
        sx={(theme) => ({
          fontSize: 16,
          marginTop: '3px',
          color: theme.vars!.palette.tone[wrong ? 'danger' : 'attention'].fg,
        })}
      />
      <Typography variant="body2" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {finding.statement === null ? null : words.findingStatement(finding.statement)}
        {text.keys.findings[finding.code]}
        {finding.detail === '' ? null : (
          <Box
            component="bdi"
            sx={{ fontFamily: monospace, fontSize: '0.75rem', color: 'text.secondary', display: 'block' }}
          >
            {finding.detail}
          </Box>
        )}
      </Typography>
    </Box>
  );
}

function Findings({ findings }: { readonly findings: readonly PolicyFinding[] | null }) {
  if (findings === null) return <Typography variant="body2">{words.policyChecking}</Typography>;
  if (findings.length === 0) return <Typography variant="body2">{words.policyClean}</Typography>;
  return (
    <Box component="ul" aria-label={words.findingsLabel} sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {findings.map((finding, index) => (
        <Finding key={`${finding.code}-${index}`} finding={finding} />
      ))}
    </Box>
  );
}

function PolicyText({ policy }: { readonly policy: string }) {
  const [shown, setShown] = useState(false);
  return (
    <Box>
      <Button size="small" color="inherit" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? words.policyHide : words.policyShow}
      </Button>
      {shown ? (
        <Box
          component="pre"
          role="region"
          aria-label={words.policyText}
          tabIndex={0}
          sx={(theme) => ({
            margin: '4px 0 0',
            padding: 1.5,
            maxHeight: 220,
            overflow: 'auto',
            fontFamily: monospace,
            fontSize: '0.75rem',
            borderRadius: '6px',
            backgroundColor: theme.vars!.palette.surface.sunken,
          })}
        >
          {policy}
        </Box>
      ) : null}
    </Box>
  );
}

export function PolicyField({ control, findings }: PolicyFieldProps) {
  const { field, fieldState } = useController({ control, name: 'policy' });
  const credentialId = useWatch({ control, name: 'credentialId' });
  const pick = useCommand('groups.pickPolicy');
  const id = useId();
  const policy = field.value;
  return (
    <Box role="group" aria-labelledby={id} sx={{ display: 'grid', gap: 1 }}>
      <FormLabel
        id={id}
        component="div"
        sx={{ fontSize: '0.8125rem', fontWeight: 600 }}
        error={fieldState.error !== undefined}
      >
        {words.policy}
      </FormLabel>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Button
          ref={field.ref}
          variant="outlined"
          startIcon={<FileOpenOutlined aria-hidden />}
          loading={pick.pending}
          onClick={() =>
            pick.start(
              { credentialId },
              (picked) => picked !== null && field.onChange({ text: picked.policy, fileName: picked.fileName }),
            )
          }
        >
          {words.importPolicy}
        </Button>
        {policy === null ? null : (
          <Button color="inherit" onClick={() => field.onChange(null)}>
            {words.removePolicy}
          </Button>
        )}
        <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
          {policy === null
            ? words.policyDefault
            : policy.fileName === null
              ? words.policyKept
              : words.policyFrom(policy.fileName)}
        </Typography>
      </Box>
      {policy === null ? null : (
        <>
          <Findings findings={findings} />
          <PolicyText policy={policy.text} />
        </>
      )}
      {fieldState.error === undefined ? null : <FormHelperText error>{words.policyErrors}</FormHelperText>}
      <ErrorNotice error={pick.error} />
    </Box>
  );
}
