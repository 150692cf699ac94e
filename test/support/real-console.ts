// The console as the app composes it, on real processes, files and tokens; only the cost of passwords is a test's.
import { basename, resolve } from 'node:path';
import { forkedHosts } from '../../electron/adapters/system/forked-host';
import { systemClock } from '../../electron/adapters/system/system-clock';
import { openLog } from '../../electron/adapters/system/diagnostic-log';
import { composeConsole } from '../../electron/compose';
import { systemPorts } from '../../electron/console-ports';
import type { Clock } from '../../electron/ports/clock';
import type { PickedFile } from '../../electron/ports/desktop';
import { createPasswords } from '../../electron/services/passwords';
import type { ComposeParts } from '../../electron/shell/console-app';
import { ConsoleError } from '../../shared/errors';
import type { IpcCallName, IpcInput, IpcOutput } from '../../shared/ipc/table';
import { promptScript, type PromptScript } from './approve';
import { people } from './test-console';

export interface RealConsole {
  call<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcOutput<N>>;
  /** What is typed into main's own window. */
  readonly prompt: PromptScript;
  close(): Promise<void>;
}

/**
 * @param files what the dialogs answer
 * @param clock for tests that cannot wait a day
 */
export async function realConsole(
  dataDir: string,
  files: { module?: string; save?: string; folder?: string } = {},
  clock: Clock = systemClock,
): Promise<RealConsole> {
  const log = openLog(dataDir);
  const picked = (path: string | undefined): Promise<PickedFile | null> =>
    Promise.resolve(path === undefined ? null : { fileName: basename(path), path });
  const prompt = promptScript(Object.fromEntries(people.map(({ name, password }) => [name, password])));
  const parts: ComposeParts = {
    prompt,
    ...{ dataDir, log, clock, version: '0.0.0-test', publish: () => undefined },
    dialogs: {
      openFile: () => picked(files.module),
      saveFile: () => picked(files.save),
      openFolder: () => picked(files.folder),
    },
    spawnHost: forkedHosts({ entryDir: resolve('out/main'), log }),
    runtime: { electron: null, pinned: false, packaged: false },
  };
  const app = await composeConsole(parts, {
    ...systemPorts(parts),
    passwords: createPasswords({ n: 2 ** 10, r: 8, p: 1 }),
  });
  return {
    prompt,
    async call<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcOutput<N>> {
      const answer = await app.dispatch(name, input, { trusted: true });
      if (!answer.ok) throw ConsoleError.fromShape(answer.error);
      return answer.value as IpcOutput<N>;
    },
    close: () => app.close(),
  };
}
