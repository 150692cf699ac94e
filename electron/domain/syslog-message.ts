// An audit entry as a syslog message (RFC 5424), framed by octet counting (RFC 6587 section 3.4.1, RFC 5425 section 4.3).
import type { ForwardingSettings } from '../../shared/schemas/forwarding';
import type { AuditEntry } from './audit-event';

/** Facility 13: log audit (RFC 5424 table 1). */
const facility = 13;
const severities = { info: 6, notice: 5, warning: 4, critical: 2 } as const;
/** CEF severity, 0–10. */
const cefSeverities = { info: 1, notice: 3, warning: 6, critical: 9 } as const;

export interface SyslogSource {
  readonly hostName: string;
  readonly version: string;
}

export interface StoredEntry {
  readonly text: string;
  readonly hash: string;
}

/** The whole message with its length before it. */
export function syslogFrame(
  stored: StoredEntry,
  format: ForwardingSettings['format'],
  source: SyslogSource,
): Uint8Array {
  const entry = JSON.parse(stored.text) as AuditEntry;
  const body =
    format === 'json' ? `{"entry":${stored.text},"hash":"${stored.hash}"}` : cefOf(entry, stored.hash, source);
  // RFC 5424 section 7.3.1: starts again at 1 after 2147483647.
  const data = `[meta sequenceId="${((entry.sequence - 1) % 2147483647) + 1}"]`;
  const header = headerOf(severities[entry.severity], entry.happenedAt ?? entry.at, source, entry.event, data);
  return framed(header, body);
}

/** A message that is no entry of the log: whoever reads it at the collector knows that the way is open. */
export function syslogTestFrame(format: ForwardingSettings['format'], source: SyslogSource, at: string): Uint8Array {
  const said = 'KMES Console: test message, not an entry of the audit log';
  const body =
    format === 'json'
      ? JSON.stringify({ test: said, at })
      : `CEF:0|KMES Console|KMES Console|${cefHeader(source.version)}|forwarding.test|Test message|0|rt=${String(Date.parse(at))} msg=${said}`;
  return framed(headerOf(severities.info, at, source, 'forwarding.test', '-'), body);
}

function headerOf(severity: number, at: string, source: SyslogSource, event: string, data: string): string {
  return [
    `<${facility * 8 + severity}>1`,
    at,
    headerField(source.hostName, 255),
    'kmes-console',
    '-',
    headerField(event, 32),
    data,
  ].join(' ');
}

function framed(header: string, body: string): Uint8Array {
  // The byte order mark says that the message is UTF-8 (RFC 5424 section 6.4).
  const message = Buffer.from(`${header} \ufeff${body}`, 'utf8');
  return Buffer.concat([Buffer.from(`${message.length} `, 'ascii'), message]);
}

/** Printable US-ASCII without spaces, or `-` for nothing. */
function headerField(text: string, length: number): string {
  return text.replace(/[^!-~]/g, '_').slice(0, length) || '-';
}

function cefOf(entry: AuditEntry, hash: string, { version }: SyslogSource): string {
  const header = ['CEF:0', 'KMES Console', 'KMES Console', version, entry.event, `${entry.category}: ${entry.event}`]
    .map(cefHeader)
    .join('|');
  const members: readonly (readonly [string, string])[] = [
    ['rt', String(Date.parse(entry.happenedAt ?? entry.at))],
    ['externalId', String(entry.sequence)],
    ['cat', entry.category],
    ['outcome', entry.outcome],
    ['suser', entry.identities.join(' ')],
    ['cs1Label', 'environment'],
    ['cs1', entry.environment],
    ['cs2Label', 'target'],
    ['cs2', entry.target === null ? '' : `${entry.target.kind} ${entry.target.id} ${entry.target.name ?? ''}`.trim()],
    ['cs3Label', 'awsRequestId'],
    ['cs3', entry.awsRequestId ?? ''],
    ['cs4Label', 'jobId'],
    ['cs4', entry.jobId ?? ''],
    ['cs5Label', 'entryHash'],
    ['cs5', hash],
    ['msg', JSON.stringify(entry.facts)],
  ];
  return `${header}|${cefSeverities[entry.severity]}|${members.map(([name, value]) => `${name}=${cefValue(value)}`).join(' ')}`;
}

const cefHeader = (text: string): string => text.replace(/[\r\n]/g, ' ').replace(/[\\|]/g, '\\$&');
const cefValue = (text: string): string => text.replace(/[\\=]/g, '\\$&').replace(/\r/g, '\\r').replace(/\n/g, '\\n');
