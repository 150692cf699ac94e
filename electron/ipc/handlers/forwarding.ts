// forwarding.*: where the audit log is sent, under dual control, and how far it has come.
import { X509Certificate } from 'node:crypto';
import type { Forwarding } from '../../domain/entities';
import type { Settings } from '../../ports/settings';
import type { Store, StoreReader } from '../../ports/store';
import type { Order } from '../../services/controlled-command';
import type { Forwarder } from '../../services/forwarding/forwarder';
import { ConsoleError } from '../../../shared/errors';
import type { ForwardingSettings, ForwardingView } from '../../../shared/schemas/forwarding';
import { effectWords } from '../../../shared/text/effect-words';
import { changedFacts } from '../../services/effect-facts';
import type { Handlers } from '../handler';

const words = effectWords.forwarding;

/** There is one row. */
const forwardingId = '0000000000000000000000000000f001';

export async function readForwarding(tx: StoreReader): Promise<Forwarding> {
  return (await tx.forwardings.get(forwardingId)) ?? { id: forwardingId, revision: 0, settings: null };
}

/** How far each collector has come, beside the store: a position is no change of the console. */
export function forwardingPosition(settings: Settings) {
  return {
    get(target: string): number {
      const kept = settings.preference('forwarding', target);
      const sent = typeof kept === 'number' && Number.isSafeInteger(kept) && kept > 0 ? kept : 0;
      // After a restoration the log goes on from an older entry than the collector has.
      const restored = settings.preference('forwarding', 'restored');
      return typeof restored === 'number' ? Math.min(sent, restored) : sent;
    },
    set(target: string, sequence: number): void {
      if (typeof settings.preference('forwarding', 'restored') === 'number')
        settings.setPreference('forwarding', 'restored', null);
      settings.setPreference('forwarding', target, sequence);
    },
  };
}

export function forwardingHandlers(
  store: Store,
  forwarder: Forwarder,
): Handlers<'forwarding.get' | 'forwarding.change' | 'forwarding.test'> {
  const viewOf = async (tx: StoreReader, { revision, settings }: Forwarding): Promise<ForwardingView> => {
    const now = forwarder.state();
    const head = (await tx.audit.head()).sequence;
    return { revision, settings, ...now, waiting: now.state === 'off' ? 0 : Math.max(0, head - now.sentTo) };
  };
  async function orderOf(tx: StoreReader, revision: number, settings: ForwardingSettings): Promise<Order> {
    const current = await readForwarding(tx);
    if (current.revision !== revision)
      throw new ConsoleError('state.conflict', { facts: { what: 'revision', revision: current.revision } });
    checkSettings(store, settings);
    return {
      target: { kind: 'forwarding', id: forwardingId, name: `${settings.host}:${settings.port}` },
      frozen: { revision, settings, now: current.settings },
    };
  }
  const settingsOf = (order: Order): ForwardingSettings => order.frozen['settings'] as ForwardingSettings;
  const revisionOf = (order: Order): number => order.frozen['revision'] as number;

  return {
    'forwarding.get': () => store.read(async (tx) => viewOf(tx, await readForwarding(tx))),
    async 'forwarding.test'(_input, context) {
      await forwarder.test();
      const { settings } = await store.read(readForwarding);
      const name = settings === null ? '' : `${settings.host}:${settings.port}`;
      const target = { kind: 'forwarding', id: forwardingId, name };
      return context.unitOfWork(() => Promise.resolve({ result: {}, audit: { target, facts: {} } }));
    },
    'forwarding.change': {
      prepare: ({ revision, settings }) => store.read((tx) => orderOf(tx, revision, settings)),
      recheck: (order) => store.read((tx) => orderOf(tx, revisionOf(order), settingsOf(order))),
      async execute(tx, order) {
        await orderOf(tx, revisionOf(order), settingsOf(order));
        const changed: Forwarding = { id: forwardingId, revision: revisionOf(order) + 1, settings: settingsOf(order) };
        const before = (await readForwarding(tx)).settings;
        await tx.forwardings.put(changed);
        const facts = { after: changed.settings, before };
        return { result: await viewOf(tx, changed), audit: { target: order.target, facts } };
      },
      describe(order) {
        const now = order.frozen['now'] as ForwardingSettings | null;
        return changedFacts(now === null ? {} : rowsOf(now), rowsOf(settingsOf(order)));
      },
      committed: ({ settings }) => forwarder.use(settings),
    },
  };
}

/** What approvers read. */
function rowsOf({ enabled, host, port, transport, format, caPem }: ForwardingSettings): Record<string, string> {
  return {
    [words.enabled]: enabled ? words.on : words.off,
    [words.collector]: `${host}:${port}`,
    [words.transport]: words.transports[transport],
    [words.format]: words.formats[format],
    [words.authorities]: caPem === null ? words.systemAuthorities : fingerprints(caPem).join('\n'),
  };
}

function checkSettings({ environment }: Store, { transport, caPem }: ForwardingSettings): void {
  if (environment === 'PRODUCTION' && transport === 'tcp')
    throw new ConsoleError('input.invalid', { facts: { field: 'settings.transport', rule: 'tls-in-production' } });
  if (caPem !== null) fingerprints(caPem);
}

/** SHA-256 of each certificate; `input.invalid` for a text that holds none. */
function fingerprints(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length === 0) throw new Error('no certificate');
    return blocks.map((block) => new X509Certificate(block).fingerprint256);
  } catch (cause) {
    throw new ConsoleError('input.invalid', { facts: { field: 'settings.caPem', rule: 'certificate' }, cause });
  }
}
