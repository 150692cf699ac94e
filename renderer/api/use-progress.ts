// The last progress event of a long call, for the bar that shows it.
import { useEffect, useState } from 'react';
import type { IpcCallName, IpcEventPayload } from '../../shared/ipc/table';
import { bridge } from './bridge';

export type Progress = IpcEventPayload<'progress'>;

/** Progress of the named call since the component is shown; null before the first event. */
export function useProgress(name: IpcCallName): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(
    () =>
      bridge().on.progress((event) => {
        if (event.call === name) setProgress(event);
      }),
    [name],
  );
  return progress;
}
