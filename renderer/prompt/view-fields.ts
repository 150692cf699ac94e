// The fields of each kind of view: read once, then emptied.
import type { PromptAnswer, PromptView } from '../../shared/ipc/prompt-bridge';
import { element } from './elements';
import { promptTexts as texts } from './prompt-texts';

export interface ViewFields {
  readonly element: HTMLElement;
  focus(): void;
  /** The answer, or what keeps it from being sent. */
  read(): PromptAnswer | string;
  clear(): void;
}

type SignView = Extract<PromptView, { kind: 'request' | 'approve' | 'deny' }>;

export function viewFields(view: PromptView): ViewFields {
  switch (view.kind) {
    case 'request':
    case 'approve':
    case 'deny':
      return signFields(view);
    case 'new-password':
      return newPasswordFields();
    case 'enrol-second-factor':
      return codeFields();
    case 'recovery':
      return recoveryFields(view);
    case 'recovery-codes':
    case 'recovery-share':
      return {
        element: element('div'),
        focus: () => undefined,
        read: () => ({ kind: 'kept' }),
        clear: () => undefined,
      };
  }
}

function field(
  id: string,
  label: string,
  attributes: Readonly<Record<string, string | number | boolean>>,
): { readonly box: HTMLElement; readonly input: HTMLInputElement } {
  const input = element('input', { id, name: id, required: true, spellcheck: 'false', ...attributes });
  return { box: element('div', {}, element('label', { for: id }, label), input), input };
}

const passwordField = (id: string, label: string) =>
  field(id, label, { type: 'password', maxlength: 128, autocomplete: 'off' });
const codeField = (label: string) =>
  field('code', label, { type: 'text', class: 'code', maxlength: 40, autocomplete: 'one-time-code' });

function signFields(view: SignView): ViewFields {
  const password = passwordField('password', texts.password);
  const code = codeField(texts.code);
  // Main offers nobody who may not sign.
  const [first] = view.signers;
  const radios = view.signers.map((signer) => {
    const input = element('input', { type: 'radio', name: 'signer', value: signer.id, checked: signer === first });
    return { signer, input, box: element('label', { class: 'choice' }, input, `${signer.fullName} (${signer.name})`) };
  });
  const chosen = () => radios.find(({ input }) => input.checked)?.signer;
  const follow = (): void => {
    const needed = chosen()?.codeNeeded === true;
    code.box.hidden = !needed;
    code.input.required = needed;
    password.box.classList.toggle('wide', !needed);
  };
  for (const { input } of radios) input.addEventListener('change', follow);
  follow();
  return {
    element: element(
      'div',
      { class: 'fields' },
      element(
        'fieldset',
        { class: 'wide' },
        element('legend', {}, texts.signer),
        element('div', { class: 'choices' }, ...radios.map(({ box }) => box)),
      ),
      password.box,
      code.box,
    ),
    focus: () => password.input.focus(),
    read() {
      const signer = chosen();
      if (signer === undefined) return texts.problems.refused;
      return {
        kind: 'signed',
        identityId: signer.id,
        password: password.input.value,
        code: signer.codeNeeded ? code.input.value.trim() : null,
      };
    },
    clear() {
      password.input.value = '';
      code.input.value = '';
    },
  };
}

function newPasswordFields(): ViewFields {
  const first = passwordField('password', texts.password);
  const again = passwordField('password-again', texts.passwordAgain);
  return {
    element: element('div', { class: 'fields' }, first.box, again.box),
    focus: () => first.input.focus(),
    read: () =>
      first.input.value === again.input.value
        ? { kind: 'password', password: first.input.value }
        : texts.problems.different,
    clear() {
      first.input.value = '';
      again.input.value = '';
    },
  };
}

function recoveryFields(view: Extract<PromptView, { kind: 'recovery' }>): ViewFields {
  const share = (id: string, label: string) =>
    field(id, label, { type: 'text', class: 'code', maxlength: 400, autocomplete: 'off' });
  const shares = [share('share-1', texts.firstShare), share('share-2', texts.secondShare)] as const;
  const pins = view.protectedAuthenticationPath
    ? []
    : view.pinInTwoParts
      ? [passwordField('pin', texts.pinFirstPart), passwordField('pin-second', texts.pinSecondPart)]
      : [passwordField('pin', texts.pin)];
  for (const { box } of shares) box.classList.add('wide');
  return {
    element: element('div', { class: 'fields' }, ...[...shares, ...pins].map(({ box }) => box)),
    focus: () => shares[0].input.focus(),
    read: () => ({
      kind: 'recovery',
      shares: [shares[0].input.value, shares[1].input.value],
      pin: pins[0]?.input.value ?? null,
      pinSecondPart: pins[1]?.input.value ?? null,
    }),
    clear() {
      for (const { input } of [...shares, ...pins]) input.value = '';
    },
  };
}

function codeFields(): ViewFields {
  const code = codeField(texts.firstCode);
  code.input.inputMode = 'numeric';
  code.box.classList.add('wide');
  return {
    element: element('div', { class: 'fields' }, code.box),
    focus: () => code.input.focus(),
    read: () => ({ kind: 'code', code: code.input.value.trim() }),
    clear() {
      code.input.value = '';
    },
  };
}
