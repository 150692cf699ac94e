// The composition root: builds every service from ports. The app, the demo and the tests use this one; it imports no electron.
import { hostname } from 'node:os';
import { createSyslog } from './adapters/syslog/syslog';
import type { EnvironmentFacts } from './domain/environment-choice';
import { isActivity } from './ipc/activity';
import { createRestoreTurn } from './ipc/restore-turn';
import { createDispatcher } from './ipc/dispatcher';
import type { Handlers } from './ipc/handler';
import { auditHandlers } from './ipc/handlers/audit';
import { createBackups, type Backups } from './ipc/handlers/backup';
import { dashboardHandlers } from './ipc/handlers/dashboard';
import { createDualControl } from './ipc/handlers/dual-control';
import { hsmHandlers } from './ipc/handlers/hsm';
import { inventoryHandlers } from './ipc/handlers/inventory';
import { createPeople } from './ipc/handlers/people';
import { createKeyServices, type KeyServices } from './ipc/handlers/key-services';
import { preferenceHandlers } from './ipc/handlers/preferences';
import { forwardingHandlers, forwardingPosition, readForwarding } from './ipc/handlers/forwarding';
import { recordHandlers } from './ipc/handlers/records';
import { retentionHandlers } from './ipc/handlers/retention';
import { createReports, type Reports } from './ipc/handlers/reports';
import { sessionHandlers } from './ipc/handlers/session';
import { setupHandlers } from './ipc/handlers/setup';
import { statusHandlers } from './ipc/handlers/status';
import { createRefusalLog } from './ipc/refusal-log';
import { createNeedAnnouncer, turnedOff } from './services/dashboard/announce-needs';
import { readDashboard } from './services/dashboard/read-dashboard';
import { createRestorer } from './services/backup/restorer';
import { createAuditTrail } from './services/audit-trail';
import { createChangePublisher } from './services/change-publisher';
import { createConsoleLifecycle } from './services/console-lifecycle';
import { initialState, type ConsoleState } from './services/console-state';
import { createForwarder, type Forwarder } from './services/forwarding/forwarder';
import { startHousekeeping } from './services/housekeeping';
import { createIntegrity } from './services/integrity';
import { createModuleCatalogue } from './services/setup/module-catalogue';
import { makeFirstShares } from './services/recovery/make-recovery-shares';
import type { StatusParts } from './services/status';
import type { Hsm, HsmCapabilities } from './ports/hsm';
import type { Log } from './ports/log';
import type { Installation, Settings } from './ports/settings';
import type { Simulator } from './ports/simulator';
import type { Store } from './ports/store';
import type { Compose, ComposeParts, ConsoleApp } from './shell/console-app';
import { ConsoleError, toConsoleError } from '../shared/errors';
import { systemPorts, type ConsolePorts } from './console-ports';

function startState(settings: Settings): ConsoleState {
  try {
    return initialState(settings.installation());
  } catch (thrown) {
    return { ...initialState(null), blocked: true, problem: toConsoleError(thrown) };
  }
}

export const compose: Compose = (parts) => composeConsole(parts, systemPorts(parts));

/** Joins the services; starts looking for the token when there is an installation, and waits for nothing. */
export async function composeConsole(parts: ComposeParts, ports: ConsolePorts): Promise<ConsoleApp> {
  const { clock, log, dialogs, runtime, version, dataDir } = parts;
  const { hsm, stores, settings, early, modules, files } = ports;
  const state = startState(settings);
  if (!state.blocked && state.installation === null && (await stores.exists())) {
    state.problem = new ConsoleError('state.conflict', { facts: { reason: 'set-up-interrupted' } });
  }
  let toldMs = Number.NEGATIVE_INFINITY;
  const publisher = createChangePublisher(clock, (payload) => {
    toldMs = clock.monotonicMs();
    parts.publish('changed', payload);
  });
  const statusChanged = (): void => publisher.changed(['status']);
  const simulator = announcing(ports.simulator, statusChanged);
  const environmentFacts: EnvironmentFacts = {
    runtimePinned: runtime.pinned,
    packaged: runtime.packaged,
  };
  const store = (): Store | null => state.opened?.store ?? null;
  const readOnly = (): boolean => state.readOnly;
  const now = (): Date => clock.now();
  const trail = createAuditTrail({ early, writableStore: () => (state.readOnly ? null : store()), now });
  const refusals = createRefusalLog({ trail, clock, log });
  const integrity = createIntegrity({
    ...{ state, settings, trail, clock, log, changed: statusChanged },
    progress: (done, total) => parts.publish('progress', { call: 'audit.verify', step: 'entries', done, total }),
  });
  const status: StatusParts = { state, hsm, settings, simulator, clock, version, runtime, dataDir };

  /** What exists only while the store is open. */
  let open: {
    readonly keys: KeyServices;
    readonly reports: Reports;
    readonly backups: Backups;
    readonly forwarder: Forwarder;
    readonly handlers: Partial<Handlers>;
    readonly active: () => void;
    readonly stop: () => void;
  } | null = null;
  const restorer = createRestorer({
    ...{ hsm, stores, settings, trail, clock },
    staging: (done, total) => parts.publish('progress', { call: 'backup.restore', step: 'stage', done, total }),
  });
  const restoreTurn = createRestoreTurn(({ found, order }) => lifecycle.restore(found, order));
  const lifecycle = createConsoleLifecycle({
    ...{ state, hsm, stores, settings, early, trail, integrity, restorer, clock, log, environmentFacts, statusChanged },
    passwords: ports.passwords,
    storeChanged: ({ topics, ids }) => publisher.changed(topics, ids),
    sessionChanged: statusChanged,
    tampered: (error) => integrity.rowTampered(error),
    progress: (step, done, total) => parts.publish('progress', { call: 'setup.complete', step, done, total }),
    opened(opened) {
      const keys = createKeyServices({
        ...{ hsm, simulator, clock, log, dialogs, files, kmsFactory: ports.kmsFactory, store: opened.store },
        publish: (topics, ids) => publisher.changed(topics, ids),
        progress: (call, id, done, total) => parts.publish('progress', { call, id, step: 'groups', done, total }),
        capabilities: () => capabilitiesOf(hsm, settings, opened.installation),
        onJobEnded: () => opened.anchors.anchorQuietly(),
        readOnly,
      });
      const dualControl = createDualControl({
        ...{ opened, clock, log, dialogs, files, readOnly, prompt: parts.prompt, passwords: ports.passwords },
        notice: parts.notice,
        silenced: (people) => turnedOff(settings, people).has('approvals'),
        handlers: () => ({ ...open?.handlers }),
        changed: (ids) => publisher.changed(['approvals', 'status'], ids),
      });
      const reports = createReports({
        ...{ opened, integrity, dialogs, folders: ports.folders, hsm, settings, clock, status },
        progress: (id, done, total) =>
          parts.publish('progress', { call: 'reports.run', id, step: 'rows', done, total }),
      });
      const backups = createBackups({
        ...{
          opened,
          integrity,
          stores,
          dialogs,
          files,
          folders: ports.folders,
          hsm,
          settings,
          clock,
          version,
          readOnly,
        },
        progress: (id, step, done, total) => parts.publish('progress', { call: 'backup.make', id, step, done, total }),
        ordered: (restore) => restoreTurn.ordered(restore),
      });
      const people = createPeople({
        ...{ opened, hsm, clock, log, prompt: parts.prompt, passwords: ports.passwords, idleLockMs: ports.idleLockMs },
        provePin: (pin, second) => lifecycle.provePin(pin, second),
      });
      const forwarder = createForwarder({
        ...{ store: opened.store, syslog: createSyslog(), clock, log },
        source: { hostName: hostname(), version },
        position: forwardingPosition(settings),
        changed: () => publisher.changed(['forwarding']),
      });
      opened.store
        .read(readForwarding)
        .then((kept) => forwarder.use(kept.settings))
        .catch(logged(log));
      const announcer =
        parts.notice === undefined
          ? null
          : createNeedAnnouncer({
              ...{ session: opened.session, settings, notice: parts.notice },
              dashboard: () => readDashboard(opened, status),
            });
      const housekeeping = startHousekeeping(clock, log, async () => {
        await refusals.flush();
        await people.disableUnused();
        await dualControl.tend();
        await opened.anchors.anchorWhenDue(0);
        await reports.runDue();
        await announcer?.look();
        await backups.runDue();
      });
      const handlers = {
        ...keys.handlers,
        ...auditHandlers({ opened, integrity, dialogs, files, status }),
        ...dualControl.handlers,
        ...people.handlers,
        ...reports.handlers,
        ...backups.handlers,
        ...forwardingHandlers(opened.store, forwarder),
        ...recordHandlers({
          ...{ opened, status, dialogs, files },
          definitions: keys.definitions,
          printer: parts.printer,
        }),
        ...retentionHandlers({ opened, integrity, dialogs, files, reports, forwarder, clock }),
        ...dashboardHandlers(opened, status),
        ...inventoryHandlers({
          ...{ hsm, store: opened.store, installation: opened.installation },
          capabilities: () => capabilitiesOf(hsm, settings, opened.installation),
        }),
      };
      const stop = (): void => {
        housekeeping.stop();
        people.stop();
      };
      open = { keys, reports, backups, forwarder, handlers, active: () => people.active(), stop };
    },
    hsmReady() {
      open?.keys.jobs.wake();
      open?.keys.scheduler.start();
      open?.keys.scheduler.wake();
      open?.keys.expiry.start();
      open?.keys.expiry.wake();
    },
    async closing() {
      integrity.cancel();
      open?.stop();
      await open?.keys.expiry.stop();
      await open?.keys.scheduler.stop();
      await open?.keys.jobs.stop();
      await open?.reports.runs.stop();
      await open?.backups.runs.stop();
      await open?.keys.stopReading();
      await open?.forwarder.stop();
      open = null;
      await refusals.flush();
      await state.opened?.anchors.anchorQuietly();
    },
  });

  let loggedIn = false;
  hsm.onState((next) => {
    statusChanged();
    if (loggedIn && next.kind === 'disconnected' && next.reason !== 'logged-out') {
      const lost = {
        event: 'hsm.disconnected',
        category: 'HSM',
        severity: 'warning',
        outcome: 'failed',
        facts: { reason: next.reason },
      } as const;
      trail
        .record(lost)
        .catch((thrown: unknown) => log.error('audit.not-recorded', toConsoleError(thrown), { event: lost.event }));
    }
    loggedIn = next.kind === 'logged-in';
  });

  const makeRecoveryShares = async (): Promise<void> => {
    const opened = state.opened;
    if (opened !== null)
      await makeFirstShares({ store: opened.store, clock, prompt: parts.prompt, passwords: ports.passwords });
  };
  const catalogue = createModuleCatalogue(modules);
  const always: Partial<Handlers> = {
    ...statusHandlers(status),
    ...setupHandlers({
      hsm,
      modules,
      catalogue,
      dialogs,
      files,
      lifecycle,
      environmentFacts,
      status,
      makeRecoveryShares,
    }),
    ...hsmHandlers(lifecycle, status),
    ...sessionHandlers({ ...{ state, status, clock }, passwords: ports.passwords, prompt: parts.prompt }),
    ...preferenceHandlers(settings, () => publisher.changed(['preferences'])),
  };
  const dispatch = createDispatcher({
    ...{ state, refusals, clock, log },
    handlers: () => ({ ...always, ...open?.handlers }),
    work: { store, readOnly, trail },
  });
  if (state.installation !== null) void lifecycle.connect();

  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    if (state.opened !== null)
      await trail.record({ event: 'system.closed', category: 'System', outcome: 'success' }).catch(logged(log));
    await lifecycle.close().catch(logged(log));
    await simulator.stop();
    publisher.stop();
  };
  return {
    dispatch(name, payload, sender) {
      if (sender.trusted && isActivity(name, clock.monotonicMs() - toldMs)) open?.active();
      return restoreTurn.during(dispatch(name, payload, sender));
    },
    active: () => open?.active(),
    close: () => (closed ??= close()),
  };
}

const logged = (log: Log) => (thrown: unknown) => log.error('close.failed', toConsoleError(thrown));

/** Abilities of the token in use, or of the installation's while it is away. */
function capabilitiesOf(hsm: Hsm, settings: Settings, installation: Installation): HsmCapabilities {
  const serial = hsm.state.kind === 'disconnected' ? (installation.token.serial ?? '') : hsm.state.token.serial;
  const found = settings.capabilities(serial);
  if (found === null) throw new ConsoleError('hsm.not-logged-in');
  return found;
}

/** Calls `changed` when the simulator has been started: its endpoint is part of the status. */
function announcing(simulator: Simulator, changed: () => void): Simulator {
  return {
    async endpoint() {
      const before = simulator.current();
      const endpoint = await simulator.endpoint();
      if (before !== endpoint) changed();
      return endpoint;
    },
    current: () => simulator.current(),
    registerCredential: (accessKeyId, secretAccessKey) => simulator.registerCredential(accessKeyId, secretAccessKey),
    createAccessKey: (userName) => simulator.createAccessKey(userName),
    stop: () => simulator.stop(),
  };
}
