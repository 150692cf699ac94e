// Records as HTML: whatever stands in names and reasons is text, and the page can do nothing.
import { describe, expect, it } from 'vitest';
import { escaped, recordHtml } from '../../../electron/services/records/record-html';
import type { RecordDocument } from '../../../electron/services/records/record-document';
import { fontStyle, printPolicy } from '../../../electron/shell/print-policy';

const document = (subject: string): RecordDocument => ({
  ...{ title: 'Officer’s record', subject, environment: 'EVALUATION', environmentMeans: 'Not for real keys', foot: '' },
  summary: [['Made by', subject]],
  sections: [
    {
      title: subject,
      blocks: [
        { kind: 'text', text: subject },
        { kind: 'table', columns: [subject], rows: [[subject], [{ code: subject }]], none: 'None' },
        { kind: 'facts', facts: [[subject, { mark: 'good', text: subject }]] },
        { kind: 'fingerprint', label: subject, value: 'abcd'.repeat(16) },
        { kind: 'signatures', lead: subject, people: [subject] },
      ],
    },
  ],
});

describe('a record', () => {
  it('shows markup of names as text', () => {
    const html = recordHtml(document(`<script>alert(1)</script><img src=x onerror='a()'>"&`));
    expect(html).not.toMatch(/<script|<img|onerror='/);
    expect(html.match(/<bdi>&lt;script&gt;/g)?.length).toBeGreaterThan(1);
  });

  it('shows control characters, lone surrogates and turns of direction by their codes, and every plane as it is', () => {
    expect(escaped('a\0b\u001b[31m')).toBe('a\\u0000b\\u001b[31m');
    expect(escaped('\ud800 \udfff')).toBe('\\ud800 \\udfff');
    expect(escaped('\u202egnp.exe')).toBe('\\u202egnp.exe');
    expect(escaped('𝔘🔑مفتاح\n鍵')).toBe('𝔘🔑مفتاح\n鍵');
  });

  it('cuts what nobody would read on paper', () => {
    expect(escaped('x'.repeat(10_000_000)).length).toBe(4001);
  });

  it('groups a fingerprint so that two people can read it to each other', () => {
    expect(recordHtml(document('x'))).toContain(`${Array(8).fill('abcd').join(' ')}<br>`);
  });

  it('is printed under a policy that lets nothing run and nothing leave', () => {
    expect(printPolicy('n')).toContain("default-src 'none'");
    expect(printPolicy('n')).toMatch(/sandbox allow-same-origin$/);
    expect(printPolicy('n')).not.toMatch(/script-src|img-src|connect-src|unsafe/);
  });

  it('names the latin face first', () => {
    const pages = new Map([
      ['/assets/inter-greek-wght-normal-x.woff2', 'a'],
      ['/assets/inter-latin-wght-normal-y.woff2', 'b'],
      ['/assets/index.js', 'c'],
    ]);
    expect(fontStyle(pages)).toContain("--text-font:'inter-latin-wght-normal','inter-greek-wght-normal'");
  });
});
