// Forwarding of the audit log: where to, how far it has come, why it waits, a test message; changes go through dual control.
import Button from '@mui/material/Button';
import CloudDoneOutlined from '@mui/icons-material/CloudDoneOutlined';
import CloudOffOutlined from '@mui/icons-material/CloudOffOutlined';
import CloudSyncOutlined from '@mui/icons-material/CloudSyncOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import Box from '@mui/material/Box';
import { useState } from 'react';
import type { ForwardingView } from '../../../shared/schemas/forwarding';
import { useCall } from '../../api/use-call';
import { useCommand } from '../../api/use-command';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList } from '../../ui/fact-list';
import { RowSkeletons } from '../../ui/skeletons';
import { Chip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { ForwardingDialog } from './forwarding-dialog';
import { SettingsSection } from './settings-section';

const words = text.settings.forwarding;
const looks = {
  off: ['neutral', CloudOffOutlined],
  connecting: ['information', CloudSyncOutlined],
  connected: ['good', CloudDoneOutlined],
  waiting: ['attention', HourglassEmptyOutlined],
} as const;

function StateChip({ state }: { readonly state: ForwardingView['state'] }) {
  const [tone, icon] = looks[state];
  return <Chip tone={tone} icon={icon} label={words.states[state]} />;
}

export function ForwardingSection() {
  const answer = useCall('forwarding.get', {});
  const test = useCommand('forwarding.test');
  const mayManage = useMay('Settings:Manage');
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const view = answer.data;
  return (
    <SettingsSection
      title={words.title}
      lead={words.lead}
      status={view === undefined ? null : <StateChip state={view.state} />}
      {...(mayManage && view !== undefined
        ? {
            actions: (
              <>
                {view.state === 'off' ? null : (
                  <Button
                    size="small"
                    variant="outlined"
                    color="inherit"
                    loading={test.pending}
                    title={words.testHint}
                    onClick={() => test.start({}, () => toast(words.testDone))}
                  >
                    {words.test}
                  </Button>
                )}
                <Button size="small" variant="contained" onClick={() => setChanging(true)}>
                  {view.settings === null ? words.setUp : words.change}
                </Button>
              </>
            ),
          }
        : {})}
    >
      {answer.error !== null ? (
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} takeFocus={false} />
      ) : view === undefined ? (
        <RowSkeletons what={words.loading} rows={4} />
      ) : (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <ErrorNotice error={test.error} />
          {view.problem === null ? null : <ErrorNotice error={view.problem.error} takeFocus={false} />}
          <FactList labelWidth={168} facts={factsOf(view)} />
        </Box>
      )}
      {changing && view !== undefined ? <ForwardingDialog view={view} onClose={() => setChanging(false)} /> : null}
    </SettingsSection>
  );
}

function factsOf({ settings, state, sentTo, sentAt, waiting, problem }: ForwardingView) {
  const { fields } = words;
  if (settings === null) return [{ label: fields.collector, value: words.never }];
  const { host, port, transport, format, caPem } = settings;
  return [
    { label: fields.collector, value: <bdi>{`${host}:${String(port)}`}</bdi> },
    { label: fields.transport, value: words.transports[transport] },
    { label: fields.format, value: words.formats[format] },
    ...(transport === 'tls'
      ? [{ label: fields.authorities, value: caPem === null ? words.systemAuthorities : words.ownAuthorities }]
      : []),
    ...(state === 'off'
      ? []
      : [
          { label: fields.sentTo, value: sentTo === 0 ? words.nothingSent : words.entry(sentTo.toLocaleString('en')) },
          { label: fields.sentAt, value: <TimeText at={sentAt} absent={words.notInThisRun} /> },
          { label: fields.waiting, value: words.entries(waiting) },
        ]),
    ...(problem === null ? [] : [{ label: fields.since, value: <TimeText at={problem.since} /> }]),
  ];
}
