// Draws a record as one HTML document for printing: no scripts, everything that is data escaped and isolated.
import type { RecordBlock, RecordCell, RecordDocument, RecordSection } from './record-document';
import { recordStyle } from './record-style';

/** Longer values are cut: a page of one policy helps nobody, and the evidence holds it whole. */
const mostCharacters = 4000;

/** Control characters, lone surrogates and what is no character show as their code; the rest as it is, never as markup. */
export function escaped(text: string): string {
  const whole = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  return (
    whole
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu, codeOf)
      .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, codeOf)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
  );
}

const codeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function cell(value: RecordCell): string {
  if (typeof value === 'string') return `<bdi>${escaped(value)}</bdi>`;
  if ('code' in value) return `<code>${escaped(value.code)}</code>`;
  // The word says it; the sign before it is drawn by the style, since no font has it everywhere.
  return `<span class="mark ${value.mark}">${escaped(value.text)}</span>`;
}

const facts = (pairs: readonly (readonly [string, RecordCell])[]): string =>
  `<dl>${pairs.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${cell(value)}</dd>`).join('')}</dl>`;

/** Four by four, eight groups a line: so that two people can read it to each other. */
function grouped(value: string): string {
  const groups = value.match(/.{1,4}/gu) ?? [];
  const lines = Array.from({ length: Math.ceil(groups.length / 8) }, (_, line) =>
    groups.slice(line * 8, line * 8 + 8).join(' '),
  );
  return lines.map(escaped).join('<br>');
}

function block(of: RecordBlock): string {
  switch (of.kind) {
    case 'facts':
      return facts(of.facts);
    case 'text':
      return `<p>${escaped(of.text)}</p>`;
    case 'fingerprint':
      return `<div class="fingerprint"><span>${escaped(of.label)}</span><code>${grouped(of.value)}</code></div>`;
    case 'signatures':
      return `<p>${escaped(of.lead)}</p><div class="signatures">${of.people.map(signature).join('')}</div>`;
    case 'table':
      return of.rows.length === 0 ? `<p class="none">${escaped(of.none)}</p>` : table(of);
  }
}

const signature = (label: string): string =>
  `<div class="signature"><div class="line"></div><span>${escaped(label)}</span></div>`;

function table({ columns, rows, widths }: Extract<RecordBlock, { kind: 'table' }>): string {
  const total = widths?.reduce((sum, width) => sum + width, 0) ?? 0;
  const classes = (index: number): string =>
    widths === undefined ? '' : ` class="w${String(Math.round(((widths[index] ?? 0) / total) * 100))}"`;
  const head = columns.map((title, index) => `<th scope="col"${classes(index)}>${escaped(title)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((value) => `<td>${cell(value)}</td>`).join('')}</tr>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

const section = ({ title, blocks }: RecordSection): string =>
  `<section${blocks.some(({ kind }) => kind === 'signatures') ? ' class="whole"' : ''}><h2>${escaped(title)}</h2>${blocks.map(block).join('')}</section>`;

export function recordHtml(of: RecordDocument): string {
  const band =
    of.environment === 'EVALUATION' ? `<div class="band"><b>EVALUATION</b> ${escaped(of.environmentMeans)}</div>` : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(`${of.title}: ${of.subject}`)}</title>
<style nonce="__CSP_NONCE__">${recordStyle}</style></head>
<body>${band}
<header><p class="product">KMES Console</p><h1>${escaped(of.title)}</h1><p class="subject"><bdi>${escaped(of.subject)}</bdi></p></header>
<div class="summary">${facts(of.summary)}</div>
${of.sections.map(section).join('\n')}
</body></html>`;
}
