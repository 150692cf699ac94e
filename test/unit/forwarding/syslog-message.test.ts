import { describe, expect, it } from 'vitest';
import { chainEntry, emptyChain, type AuditEvent } from '../../../electron/domain/audit-event';
import { syslogFrame } from '../../../electron/domain/syslog-message';

const source = { hostName: 'desk 1', version: '1.2.3' };
const stored = (over: Partial<AuditEvent> = {}) =>
  chainEntry(
    emptyChain,
    'EVALUATION',
    '2026-03-01T12:00:00.000Z',
    { event: 'login.refused', category: 'Login', outcome: 'refused', ...over },
    [],
  );
/** The message of a frame whose length fits. */
function messageOf(frame: Uint8Array): string {
  const text = Buffer.from(frame);
  const space = text.indexOf(' ');
  expect(Number(text.subarray(0, space).toString())).toBe(text.length - space - 1);
  return text.subarray(space + 1).toString('utf8');
}

describe('a syslog message', () => {
  it('has the header of RFC 5424 and the entry as it is stored, so that its hash can be checked', () => {
    const { text, hash } = stored({ facts: { name: 'zoë 🔑' } });
    const message = messageOf(syslogFrame({ text, hash }, 'json', source));
    expect(message).toBe(
      `<108>1 2026-03-01T12:00:00.000Z desk_1 kmes-console - login.refused [meta sequenceId="1"] \ufeff{"entry":${text},"hash":"${hash}"}`,
    );
  });

  it('keeps control characters and line ends of facts out of the line', () => {
    const { text, hash } = stored({ facts: { name: 'a\nb\0c\ud800' } });
    // eslint-disable-next-line no-control-regex
    expect(messageOf(syslogFrame({ text, hash }, 'json', source))).not.toMatch(/[\u0000-\u001f]/);
    // eslint-disable-next-line no-control-regex
    expect(messageOf(syslogFrame({ text, hash }, 'cef', source))).not.toMatch(/[\u0000-\u001f]/);
  });

  it('escapes what separates fields in CEF', () => {
    const { text, hash } = stored({ target: { kind: 'key-group', id: 'x', name: 'a=b|c\\d' } });
    const message = messageOf(syslogFrame({ text, hash }, 'cef', { ...source, version: '1|2' }));
    expect(message).toContain('CEF:0|KMES Console|KMES Console|1\\|2|login.refused|Login: login.refused|6|');
    expect(message).toContain('cs2=key-group x a\\=b|c\\\\d ');
    expect(message).toContain(`cs5=${hash}`);
  });
});
