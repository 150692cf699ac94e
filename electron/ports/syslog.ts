// A connection to a syslog collector as the services see it. Syslog has no acknowledgement: bytes that left are not bytes that arrived.
import type { ForwardingSettings } from '../../shared/schemas/forwarding';

export interface SyslogConnection {
  /** Resolves when the system has taken the bytes; `forwarding.failed` when it does not within 10 s, or the connection has ended. */
  send(data: Uint8Array): Promise<void>;
  /** The collector has ended it, or it has failed. */
  readonly ended: boolean;
  close(): void;
}

export interface Syslog {
  /** `forwarding.failed` with the reason when nobody answers within 10 s, or the certificate is not one to be trusted. */
  connect(settings: Pick<ForwardingSettings, 'host' | 'port' | 'transport' | 'caPem'>): Promise<SyslogConnection>;
}
