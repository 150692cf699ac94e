// Where the audit log is forwarded to. What is changed here is asked for, and approved by others.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { forwardingSettings, type ForwardingView } from '../../../shared/schemas/forwarding';
import { useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { FormCheckbox, FormTextField } from '../../ui/form-fields';
import { FormRadios } from '../../ui/form-radios';
import { useToast } from '../../ui/toast';
import { useZodForm } from '../../ui/use-zod-form';
import { useControlledCommand } from '../approvals/use-controlled-command';

export interface ForwardingDialogProps {
  readonly view: ForwardingView;
  readonly onClose: () => void;
}

const words = text.settings.forwarding;
/** Syslog over TLS (RFC 5425). */
const usualPort = 6514;

export function ForwardingDialog({ view, onClose }: ForwardingDialogProps) {
  const evaluation = useStatus()?.environment === 'EVALUATION';
  const change = useControlledCommand('forwarding.change');
  const toast = useToast();
  const form = useZodForm(
    forwardingSettings,
    view.settings ?? {
      ...{ enabled: true, host: '', port: usualPort },
      ...{ transport: 'tls', format: 'json', caPem: null },
    },
  );
  const { control } = form;
  const submit = form.handleSubmit((values) => {
    const caPem = values.caPem?.trim() ?? '';
    const settings = { ...values, caPem: caPem === '' ? null : caPem };
    change.start(
      { revision: view.revision, settings },
      {
        onDone: () => {
          toast(words.done);
          onClose();
        },
        onRequested: onClose,
      },
    );
  });
  return (
    <DialogFrame
      open
      title={words.dialogTitle}
      onClose={onClose}
      dirty={form.formState.isDirty}
      pending={change.pending}
      error={change.error}
      onSubmit={() => void submit()}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={change.pending}>
            {words.act}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2, paddingTop: 1 }}>
        <FormCheckbox control={control} name="enabled" label={words.enabled} help={words.enabledHelp} />
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr) 120px' }}>
          <FormTextField control={control} name="host" label={words.fields.host} help={words.hostHelp} required />
          <FormTextField control={control} name="port" label={words.fields.port} numeric required />
        </Box>
        <FormRadios
          control={control}
          name="transport"
          label={words.fields.transport}
          options={[
            { value: 'tls', label: words.transports.tls, explanation: words.tlsHelp },
            ...(evaluation ? [{ value: 'tcp', label: words.transports.tcp, explanation: words.tcpHelp }] : []),
          ]}
        />
        <FormRadios
          control={control}
          name="format"
          label={words.fields.format}
          options={[
            { value: 'json', label: words.formats.json, explanation: words.jsonHelp },
            { value: 'cef', label: words.formats.cef, explanation: words.cefHelp },
          ]}
        />
        <FormTextField
          control={control}
          name="caPem"
          label={words.fields.authorities}
          help={words.authoritiesHelp}
          multiline={4}
          monospaced
        />
      </Box>
    </DialogFrame>
  );
}
