// A run in main that tells of its progress under an id of its own.
import { useEffect, useState } from 'react';
import type { IpcEventPayload } from '../../shared/ipc/table';
import { bridge } from '../api/bridge';
import { WorkBar, type WorkBarProps } from './work-bar';

type Progress = IpcEventPayload<'progress'>;

export interface RunProgressProps extends Pick<WorkBarProps, 'label' | 'hint' | 'cancel'> {
  readonly call: Progress['call'];
  readonly runId: string;
  /** How far it is, in words; null before the first report. */
  readonly said: (progress: Progress | null) => string;
}

export function RunProgress({ call, runId, label, said, ...shown }: RunProgressProps) {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(
    () =>
      bridge().on.progress((event) => {
        if (event.call === call && event.id === runId) setProgress(event);
      }),
    [call, runId],
  );
  return <WorkBar {...shown} label={label} progress={progress} said={`${label}: ${said(progress)}`} />;
}
