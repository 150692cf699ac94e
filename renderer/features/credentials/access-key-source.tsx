// The access key in the Add dialog: the CSV that AWS gave, chosen in main's own dialog, or the two values typed in.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useController, useWatch, type Control } from 'react-hook-form';
import { useCommand } from '../../api/use-command';
import { monospace } from '../../app/theme';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { FormRadios } from '../../ui/form-radios';
import { FormTextField } from '../../ui/form-fields';
import { FormSecretField } from '../../ui/secret-field';
import type { CredentialFormValues } from './credential-form';

export interface AccessKeySourceProps {
  readonly control: Control<CredentialFormValues>;
  readonly evaluation: boolean;
}

const words = text.credentials.add;

/** In an evaluation the simulator plays AWS IAM. */
function EvaluationKey() {
  const make = useCommand('credentials.makeEvaluationCsv');
  const [saved, setSaved] = useState<string | null>(null);
  return (
    <Box
      sx={(theme) => ({
        borderRadius: '8px',
        padding: '10px 14px',
        backgroundColor: theme.vars!.palette.surface.sunken,
      })}
    >
      <Typography variant="subtitle2" component="p">
        {words.evaluationTitle}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {words.evaluationBody}
      </Typography>
      <Button
        size="small"
        variant="outlined"
        loading={make.pending}
        onClick={() => make.start({}, (file) => setSaved(file === null ? null : file.fileName))}
        sx={{ marginTop: 1 }}
      >
        {words.evaluationButton}
      </Button>
      <Typography role="status" variant="body2" sx={{ marginTop: saved === null ? 0 : 1 }}>
        {saved === null ? null : words.evaluationDone(saved)}
      </Typography>
      <ErrorNotice error={make.error} />
    </Box>
  );
}

function CsvFile({ control, evaluation }: AccessKeySourceProps) {
  const { field, fieldState } = useController({ control, name: 'csv' });
  const pick = useCommand('credentials.pickCsv');
  const picked = field.value;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <Button
            ref={field.ref}
            variant="outlined"
            startIcon={<UploadFileOutlined aria-hidden />}
            loading={pick.pending}
            aria-describedby="credential-csv-help"
            // A cancelled dialog keeps what was chosen before.
            onClick={() => pick.start({}, (csv) => csv !== null && field.onChange(csv))}
          >
            {picked === null ? words.chooseCsv : words.chooseOtherCsv}
          </Button>
          {picked === null ? null : (
            <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
              <CheckCircleOutlined fontSize="small" color="success" aria-hidden />
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {words.csvAccessKeyId}{' '}
                <Box component="span" sx={{ fontFamily: monospace }}>
                  {picked.accessKeyId}
                </Box>
              </Typography>
            </Box>
          )}
        </Box>
        <FormHelperText id="credential-csv-help" error={fieldState.error !== undefined}>
          {fieldState.error?.message ??
            (picked === null ? words.csvHint : `${words.csvRead(picked.fileName)} ${words.csvDeleteHint}`)}
        </FormHelperText>
      </Box>
      <ErrorNotice error={pick.error} />
      {evaluation && picked === null ? <EvaluationKey /> : null}
    </Box>
  );
}

function TypedKey({ control }: Pick<AccessKeySourceProps, 'control'>) {
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FormTextField
        control={control}
        name="accessKeyId"
        label={words.accessKeyId}
        help={words.accessKeyIdHint}
        monospaced
        required
      />
      <FormSecretField control={control} name="secret" label={words.secret} help={words.secretHint} required />
    </Box>
  );
}

export function AccessKeySource({ control, evaluation }: AccessKeySourceProps) {
  const source = useWatch({ control, name: 'source' });
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <FormRadios
        control={control}
        name="source"
        label={words.source}
        row
        options={[
          { value: 'csv', label: words.sourceCsv },
          { value: 'typed', label: words.sourceTyped },
        ]}
      />
      {source === 'csv' ? <CsvFile control={control} evaluation={evaluation} /> : <TypedKey control={control} />}
    </Box>
  );
}
