// What is shown above the fields: the order itself, line by line, or the second factor.
import { operationNames } from '../../shared/text/operation-names';
import type { PromptView } from '../../shared/ipc/prompt-bridge';
import { element, qrCode } from './elements';
import { promptTexts as texts } from './prompt-texts';

type SignItem = Extract<PromptView, { kind: 'request' | 'approve' | 'deny' }>['items'][number];

export function viewTitle(view: PromptView): string {
  if (view.kind === 'approve' || view.kind === 'deny') return texts.titles[view.kind](view.items.length);
  if (view.kind === 'recovery-share') return texts.titles['recovery-share'](view.number, view.of);
  if (view.kind === 'recovery') return texts.titles.recovery[view.purpose];
  return texts.titles[view.kind];
}

export function viewLead(view: PromptView): string {
  switch (view.kind) {
    case 'new-password':
      return texts.leads['new-password'](view.identity, view.reason);
    case 'enrol-second-factor':
    case 'recovery-codes':
      return texts.leads[view.kind](view.identity);
    case 'recovery-share':
      return texts.leads['recovery-share'](view.needed, view.of);
    case 'recovery':
      return texts.leads.recovery[view.purpose];
    case 'request':
    case 'approve':
    case 'deny':
      return texts.leads[view.kind];
  }
}

export function viewBody(view: PromptView): Node[] {
  switch (view.kind) {
    case 'request':
    case 'approve':
    case 'deny':
      return view.items.map((item) => signCard(item, view.reason));
    case 'new-password':
    case 'recovery':
      return [];
    case 'recovery-share':
      return [
        element(
          'div',
          { class: 'card' },
          element('ul', { class: 'codes code' }, ...view.share.split(' ').map((group) => element('li', {}, group))),
        ),
      ];
    case 'enrol-second-factor':
      return [
        element(
          'div',
          { class: 'card' },
          qrCode(view.qr, texts.qr),
          element('dl', {}, ...fact(texts.secret, element('code', {}, grouped(view.secret)))),
        ),
      ];
    case 'recovery-codes':
      return [
        element(
          'div',
          { class: 'card' },
          element('ul', { class: 'codes code' }, ...view.codes.map((code) => element('li', {}, code))),
        ),
      ];
  }
}

const fact = (name: string, value: Node | string): Node[] => [element('dt', {}, name), element('dd', {}, value)];

function signCard(item: SignItem, reason: string): HTMLElement {
  const effect = item.effect.flatMap(({ name, value, before }) => [
    element('dt', {}, name),
    before === null ? element('dd', {}, value) : element('dd', {}, element('del', {}, before), ` → ${value}`),
  ]);
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, operationNames[item.operation]),
    element(
      'dl',
      {},
      ...fact(texts.facts.target, item.target),
      ...(item.requester === '' ? [] : fact(texts.facts.requester, item.requester)),
      ...fact(texts.facts.justification, item.justification),
      ...(reason === '' ? [] : fact(texts.facts.reason, reason)),
      ...fact(texts.facts.approvals, String(item.approvalsRequired)),
      ...fact(texts.facts.expires, new Date(item.expiresAt).toLocaleString()),
    ),
    element('h3', {}, texts.facts.effect),
    element('dl', {}, ...effect),
    element('dl', { class: 'last' }, ...fact(texts.facts.digest, element('code', {}, item.digest))),
  );
}

/** Four characters at a time are easier to type. */
const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
