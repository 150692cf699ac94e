// The HSM report: the token and module in use, and what the token was found able to do. One row.
import { field, type ReportSource } from './report-kind';
import { rowsReport } from './rows-report';
import { anchorFingerprint } from '../anchors';

export interface HsmRow {
  readonly state: string;
  readonly tokenLabel: string | null;
  readonly serial: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly firmwareVersion: string | null;
  readonly pinState: string | null;
  readonly protectedAuthenticationPath: boolean | null;
  readonly pinInTwoParts: boolean;
  readonly modulePath: string | null;
  readonly moduleSha256: string | null;
  readonly approvedSha256: string | null;
  readonly anchorKey: string;
  readonly anchorAlgorithm: string;
  readonly sealMethod: string;
  /** Ability and what was found, as `name=value`. */
  readonly capabilities: readonly string[];
}

const plain = field<HsmRow>();

export const hsmReport = rowsReport<HsmRow>({
  kind: 'hsm',
  title: 'HSM',
  description: 'Model, firmware and mode of the token, the approved module, and what the token was found able to do.',
  permissions: ['HSM:View'],
  filters: [],
  columns: [
    plain('tokenLabel', 'Token'),
    plain('serial', 'Serial number'),
    plain('manufacturer', 'Manufacturer'),
    plain('model', 'Model'),
    plain('firmwareVersion', 'Firmware'),
    plain('state', 'State'),
    plain('pinState', 'PIN state'),
    plain('protectedAuthenticationPath', 'PIN typed at the device'),
    plain('pinInTwoParts', 'PIN in two parts'),
    plain('modulePath', 'Module'),
    plain('moduleSha256', 'Module SHA-256'),
    plain('approvedSha256', 'Approved SHA-256'),
    plain('anchorKey', 'Anchor key'),
    plain('anchorAlgorithm', 'Anchor algorithm'),
    plain('sealMethod', 'Store key sealed by'),
    plain('capabilities', 'Capabilities'),
  ],
  count: () => Promise.resolve(1),
  async *rows(source) {
    yield hsmRow(source);
  },
});

function hsmRow({ hsm, installation }: ReportSource): HsmRow {
  const { state, token, modulePath, moduleSha256, approvedSha256, pinInTwoParts, capabilities } = hsm();
  return {
    ...{ state, modulePath, moduleSha256, approvedSha256, pinInTwoParts },
    tokenLabel: token?.label ?? null,
    serial: token?.serial ?? null,
    manufacturer: token?.manufacturer ?? null,
    model: token?.model ?? null,
    firmwareVersion: token?.firmwareVersion ?? null,
    pinState: token?.pinState ?? null,
    protectedAuthenticationPath: token?.protectedAuthenticationPath ?? null,
    anchorKey: anchorFingerprint(installation.anchorKey),
    anchorAlgorithm: installation.anchorKey.algorithm,
    sealMethod: installation.sealedStoreKey.method,
    capabilities: Object.entries(capabilities ?? {}).map(([name, value]) => `${name}=${String(value)}`),
  };
}
