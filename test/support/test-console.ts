// The composed console over a real encrypted store, with the HSM, settings and simulator that a test gives it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createAwsKmsFactory } from '../../electron/adapters/aws-kms/aws-kms-factory';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import { systemFiles } from '../../electron/adapters/system/system-files';
import { systemFolders } from '../../electron/adapters/system/system-folders';
import { composeConsole } from '../../electron/compose';
import { type ConsolePorts } from '../../electron/console-ports';
import type { Identity } from '../../electron/domain/entities';
import type { Clock } from '../../electron/ports/clock';
import type { FileDialogs, PickedFile } from '../../electron/ports/desktop';
import type { DesktopNotice } from '../../electron/ports/desktop-notice';
import type { Simulator } from '../../electron/ports/simulator';
import type { Store, StoreFactory } from '../../electron/ports/store';
import type { ConsoleApp } from '../../electron/shell/console-app';
import { createPasswords } from '../../electron/services/passwords';
import { ConsoleError, type ErrorShape } from '../../shared/errors';
import type { IpcCallName, IpcInput, IpcOutput } from '../../shared/ipc/table';
import type { RequestView } from '../../shared/schemas/approvals';
import { groupInput } from './group-input';
import { promptScript, throughApproval, type PromptScript } from './approve';
import { testHsm, testModuleSha256, type TestHsm } from './test-hsm';
import { manualClock, type ManualClock } from './manual-clock';
import {
  keptLog,
  memoryEarlyLog,
  memorySettings,
  type KeptLog,
  type MemoryEarlyLog,
  type MemorySettings,
} from './memory-ports';
import { startSimulator, type TestSimulator } from './simulator';

export const fakeModulePath = '/opt/fake/libfake.so';
export const people = [
  { name: 'ada', fullName: 'Ada Archer', password: 'correct horse battery 1', roles: ['Administrator', 'Key Manager'] },
  { name: 'bob', fullName: 'Bob Baker', password: 'correct horse battery 2', roles: ['Administrator', 'Key Manager'] },
  { name: 'cleo', fullName: 'Cleo Cooper', password: 'correct horse battery 3', roles: ['Auditor'] },
] as const;
/** Set up as well where a test asks for them. */
export const more = [
  { name: 'olga', fullName: 'Olga Olsen', password: 'correct horse battery 4', roles: ['Operator'] },
  { name: 'paul', fullName: 'Paul Porter', password: 'correct horse battery 5', roles: ['Approver'] },
  { name: 'quin', fullName: 'Quin Quiller', password: 'correct horse battery 6', roles: ['Approver'] },
] as const;
const everybody = [...people, ...more];

/** RSA-4096 pairs of the simulator take seconds on a loaded machine. */
const longestRotationMs = 120_000;

export interface TestConsole {
  readonly dataDir: string;
  readonly hsm: TestHsm;
  readonly clock: ManualClock;
  readonly log: KeptLog;
  readonly settings: MemorySettings;
  readonly early: MemoryEarlyLog;
  readonly simulator: TestSimulator;
  /** Everything that went to the window: answers and events, in order. */
  readonly outgoing: unknown[];
  /** What the desktop was told. */
  readonly notices: { readonly count: number; readonly newest: readonly string[] }[];
  /** What the desktop was told of things that need a person. */
  readonly needed: Parameters<DesktopNotice['needsPerson']>[0][];
  /** What is typed into main's own window. */
  readonly prompt: PromptScript;
  /** Files the dialogs answer with; null cancels. */
  files: { csv: string | null; save: string | null; folder: string | null };
  app(): ConsoleApp;
  /** The answer's value; throws the ConsoleError the window would get. */
  call<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcOutput<N>>;
  /** An identity as stored, with what no window ever sees. */
  storedIdentity(name: string): Promise<Identity>;
  /** The error of a call that must be refused. */
  refusal(name: string, input: unknown, sender?: { trusted: boolean }): Promise<ErrorShape>;
  setUp(others?: readonly (typeof more)[number][]): Promise<void>;
  logIn(...names: string[]): Promise<void>;
  /** A controlled call: requested by ada, approved by bob, both logged in; the request as it ended. */
  approved(name: IpcCallName, input: unknown): Promise<RequestView>;
  /** A credential of the simulator and a key group by it; the group's id. */
  addGroup(name: string): Promise<string>;
  /** Force rotates the group and waits for the job to end; its id. */
  rotate(groupId: string): Promise<string>;
  /** Closes and composes again over the same data folder and token. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param replaced ports to use instead of the usual ones
 * @param time a clock that runs by itself, for jobs; `advance` is then not to be called
 */
export async function testConsole(replaced: Partial<ConsolePorts> = {}, time?: Clock): Promise<TestConsole> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kmes-ipc-'));
  const [hsm, log, settings, early] = [testHsm(), keptLog(), memorySettings(), memoryEarlyLog()];
  // The AWS SDK signs with the machine's time, so that is where the clock begins.
  const clock = (time ?? manualClock(new Date().toISOString())) as ManualClock;
  const simulator = await startSimulator({ dir: join(dataDir, 'simulator') });
  const outgoing: unknown[] = [];
  const files: TestConsole['files'] = { csv: null, save: null, folder: null };
  const notices: TestConsole['notices'] = [];
  const needed: TestConsole['needed'] = [];
  const prompt = promptScript(Object.fromEntries(everybody.map(({ name, password }) => [name, password])));
  const compose = (): Promise<ConsoleApp> =>
    composeConsole(
      {
        ...{ dataDir, clock, log, version: '0.0.0-test' },
        dialogs: dialogsFor(files),
        prompt,
        // The document itself instead of a PDF of it.
        printer: { toPdf: (html) => Promise.resolve(Buffer.from(html, 'utf8')) },
        notice: {
          requestsWaiting: (waiting) => void notices.push(waiting),
          needsPerson: (needs) => void needed.push(needs),
        },
        spawnHost: () => {
          throw new Error('no process is started here');
        },
        runtime: { electron: null, pinned: false, packaged: false },
        publish: (name, payload) => void outgoing.push({ event: name, payload }),
      },
      {
        ...{
          hsm,
          settings,
          early,
          files: systemFiles(),
          folders: systemFolders(),
          kmsFactory: createAwsKmsFactory({ clock }),
          passwords: createPasswords({ n: 2 ** 10, r: 8, p: 1 }),
          // Tests move the clock by days; those of the idle lock say how long it is.
          idleLockMs: 10 * 365 * 86_400_000,
        },
        stores: noting(sqliteStoreFactory({ dataDir, clock, log }), (store) => (openStore = store)),
        simulator: portOf(simulator),
        modules: {
          installed: () => Promise.resolve([{ path: fakeModulePath, name: 'Fake', software: true }]),
          evaluation: () => Promise.resolve(null),
          prepareEvaluation: () => Promise.resolve(null),
        },
        ...replaced,
      },
    );
  let openStore: Store | null = null;
  let app = await compose();

  const dispatch: ConsoleApp['dispatch'] = async (name, input, sender) => {
    const answer = await app.dispatch(name, input, sender);
    outgoing.push({ answer: name, ...answer });
    return answer;
  };
  const call: TestConsole['call'] = async (name, input) => {
    const answer = await dispatch(name, input, { trusted: true });
    if (!answer.ok) throw ConsoleError.fromShape(answer.error);
    return answer.value as never;
  };

  const approved: TestConsole['approved'] = (name, input) =>
    throughApproval(call, prompt, { requester: 'ada', approver: 'bob' }, name, input);

  return {
    ...{
      dataDir,
      hsm,
      clock,
      log,
      settings,
      early,
      simulator,
      outgoing,
      files,
      prompt,
      notices,
      needed,
      call,
      approved,
    },
    app: () => app,
    async storedIdentity(name) {
      const identity = await openStore?.read((tx) => tx.identities.byName(name));
      if (identity === null || identity === undefined) throw new Error(`no ${name}`);
      return identity;
    },
    async refusal(name, input, sender = { trusted: true }) {
      const answer = await dispatch(name, input, sender);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.error;
    },
    async setUp(others = []) {
      const { modules } = await call('setup.options', {});
      await call('setup.complete', {
        environment: 'EVALUATION',
        module: { moduleId: modules[0]?.moduleId ?? '' },
        approvedSha256: testModuleSha256,
        token: { label: 'Fake token', serial: 'F00000001' },
        pin: hsm.pin,
        pinSecondPart: null,
        identities: [...people, ...others].map((person) => ({ ...person, roles: [...person.roles] })),
      });
    },
    async logIn(...names) {
      for (const person of everybody.filter(({ name }) => names.includes(name))) {
        await call('session.login', { name: person.name, password: person.password });
      }
    },
    async addGroup(name) {
      const { accessKeyId, secretAccessKey } = simulator.accessKey;
      const listed = async () => (await call('credentials.list', {})).credentials[0];
      if ((await listed()) === undefined) {
        await approved('credentials.add', {
          name: 'Evaluation',
          source: { kind: 'typed', accessKeyId, secretAccessKey },
          region: 'us-east-1',
          endpoint: { kind: 'simulator' },
        });
      }
      await approved('groups.add', groupInput(name, (await listed())?.id ?? ''));
      const { groups } = await call('groups.list', {});
      return groups.find((group) => group.name === name)?.id ?? '';
    },
    async rotate(groupId) {
      const { digest } = await call('groups.previewForceRotate', { groupId });
      const input = { groupId, previewDigest: digest, justification: 'a test of the whole way' };
      const { jobId } = await approved('groups.forceRotate', input);
      if (jobId === null) throw new Error('no job was started');
      const until = Date.now() + longestRotationMs;
      while (Date.now() < until) {
        const { job } = await call('jobs.details', { id: jobId });
        if (job.finishedAt !== null || job.status === 'Needs attention') return jobId;
        await new Promise((done) => setTimeout(done, 25));
      }
      throw new Error('the job did not end');
    },
    async restart() {
      await app.close();
      app = await compose();
    },
    async stop() {
      await app.close();
      await simulator.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Tells of each store that is opened. */
function noting(factory: StoreFactory, opened: (store: Store) => void): StoreFactory {
  const told = (store: Store): Store => (opened(store), store);
  return {
    ...factory,
    create: async (key, identity) => told(await factory.create(key, identity)),
    open: async (key) => told(await factory.open(key)),
  };
}

function dialogsFor(files: TestConsole['files']): FileDialogs {
  const picked = (path: string | null): Promise<PickedFile | null> =>
    Promise.resolve(path === null ? null : { fileName: basename(path), path });
  return {
    openFile: () => picked(files.csv),
    saveFile: () => picked(files.save),
    openFolder: () => picked(files.folder),
  };
}

/** The running test simulator as the port; the console does not own its life. */
function portOf({ endpoint, control }: TestSimulator): Simulator {
  return {
    endpoint: () => Promise.resolve(endpoint),
    current: () => endpoint,
    registerCredential: (id, secret) => control.registerCredential(id, secret),
    createAccessKey: (name) => control.createAccessKey(name),
    stop: () => Promise.resolve(),
  };
}
