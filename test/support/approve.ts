// Requests and approvals as people make them: in tests, what is typed into main's own window comes from here.
import type {
  EnrolView,
  NewPasswordView,
  OpenPrompt,
  RecoveryTyped,
  RecoveryView,
  SecretPrompt,
  Signed,
  SignView,
} from '../../electron/ports/secret-prompt';
import type { IpcInput, IpcOutput, IpcCallName } from '../../shared/ipc/table';
import type { RequestView } from '../../shared/schemas/approvals';

/** Calls that dual control covers, by what they need: name and input as the window sends them. */
export type Call = <N extends IpcCallName>(name: N, input: IpcInput<N>) => Promise<IpcOutput<N>>;

export interface PromptScript extends SecretPrompt {
  /** Every view that was shown, in order. */
  readonly shown: SignView[];
  /** Who signs next, by login name; stays until it is changed. Null closes the window. */
  signer: string | null;
  /** Passwords typed, by login name; one that is missing here is the usual one. */
  readonly passwords: Map<string, string>;
  /** Codes typed, by login name. */
  readonly codes: Map<string, string>;
  /** Answers a view instead of the script, once. */
  once: ((view: SignView) => Promise<Signed | null> | Signed | null) | null;
  /** First passwords that are typed for others. */
  newPasswordTyped: (view: NewPasswordView) => string | null;
  /** Code typed when a second factor is enrolled. */
  codeTyped: (view: EnrolView) => string | null;
  readonly recoveryCodes: string[];
  /** Shares that custodians have written down. */
  readonly recoveryShares: string[];
  recoveryTyped: (view: RecoveryView) => RecoveryTyped | null;
}

/** @param usual passwords by login name */
export function promptScript(usual: Readonly<Record<string, string>>): PromptScript {
  /** Ids by login name, of whoever was ever offered: a page that lies sends them also when they are not. */
  const known = new Map<string, string>();
  const window: OpenPrompt = {
    sign(view) {
      script.shown.push(view);
      for (const { id, name } of view.signers) known.set(name, id);
      const { once } = script;
      if (once !== null) {
        script.once = null;
        return Promise.resolve(once(view));
      }
      const name = script.signer ?? '';
      const id = known.get(name);
      // A refused try is not repeated: the person closes the window.
      if (id === undefined || view.problem !== null) return Promise.resolve(null);
      const password = script.passwords.get(name) ?? '';
      return Promise.resolve({ identityId: id, password, code: script.codes.get(name) ?? null });
    },
    newPassword: (view) => Promise.resolve(script.newPasswordTyped(view)),
    enrol: (view) => Promise.resolve(script.codeTyped(view)),
    showRecoveryCodes: (view) => {
      script.recoveryCodes.push(...view.codes);
      return Promise.resolve(true);
    },
    showRecoveryShare: (view) => {
      script.recoveryShares.push(view.share);
      return Promise.resolve(true);
    },
    recoveryShares: (view) => Promise.resolve(script.recoveryTyped(view)),
    close: () => undefined,
  };
  const script: PromptScript = {
    shown: [],
    signer: null,
    passwords: new Map(Object.entries(usual)),
    codes: new Map(),
    once: null,
    newPasswordTyped: () => null,
    codeTyped: () => null,
    recoveryCodes: [],
    recoveryShares: [],
    recoveryTyped: () => null,
    open: () => window,
  };
  return script;
}

export const justification = 'because the plan says so';

/** Rows are for people: no paths or names of fields, no ids of rows, nothing of JSON but a key policy. */
function assertWords(call: string, row: string, value: string, before: string | null): void {
  const raw = /^[a-z]|\w\.[a-z]|[a-z][A-Z]/.test(row.replaceAll(/KMS|AWS/g, '')) && !/ of |: /.test(row);
  const coded = [value, before ?? ''].some((text) => /^[0-9a-f]{32}$|^\[|^(true|false|null|undefined)$/.test(text));
  if (raw || coded || value === '') throw new Error(`${call} is shown by raw words: ${row} = ${value}`);
}

/** Files a request for a controlled call in the name of one of the people logged in. */
export async function requestAs(
  call: Call,
  prompt: PromptScript,
  signer: string,
  name: IpcCallName,
  input: unknown,
): Promise<RequestView> {
  const { digest, effect } = await call('approvals.preview', { call: name, input });
  for (const { name: row, value, before } of effect) assertWords(name, row, value, before);
  prompt.signer = signer;
  return call('approvals.request', { call: name, input, digest, justification });
}

export async function decideAs(
  call: Call,
  prompt: PromptScript,
  signer: string,
  id: string,
  verdict: 'approve' | 'deny' = 'approve',
): Promise<RequestView> {
  prompt.signer = signer;
  const { requests } = await call('approvals.decide', { ids: [id], verdict, reason: '' });
  const [decided] = requests;
  if (decided === undefined) throw new Error('nothing was decided');
  return decided;
}

/** Requested by one and approved by the other; the request as it ended. */
export async function throughApproval(
  call: Call,
  prompt: PromptScript,
  people: { readonly requester: string; readonly approver: string },
  name: IpcCallName,
  input: unknown,
): Promise<RequestView> {
  const { id } = await requestAs(call, prompt, people.requester, name, input);
  const request = await decideAs(call, prompt, people.approver, id);
  if (request.status !== 'Executed')
    throw new Error(`${name} was not carried out: ${request.status} ${JSON.stringify(request.error)}`);
  return request;
}
