// The steps of one identity's login: name and password, then a code, a new password or a second factor where main asks for it.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '../../../shared/errors';
import type { AppStatus } from '../../../shared/schemas/status';
import type { CallError } from '../../api/call-error';
import { CallError as CallErrorClass } from '../../api/call-error';
import { useCommand } from '../../api/use-command';

export type LoginStep = 'password' | 'code' | 'change' | 'enrol';

/** What main demands next, by the code of its refusal. */
const demands: Partial<Record<ErrorCode, LoginStep>> = {
  'auth.code-required': 'code',
  'auth.password-change-required': 'change',
  'auth.enrolment-required': 'enrol',
};

export interface LoginSteps {
  readonly step: LoginStep;
  /** Login name of the person these steps are of. */
  readonly name: string;
  readonly pending: boolean;
  readonly error: CallError | null;
  readonly password: (name: string, password: string) => void;
  readonly code: (code: string) => void;
  readonly change: (newPassword: string) => void;
  readonly enrol: () => void;
  readonly restart: () => void;
}

interface Secrets {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
}

/** The password is kept from its typing until the steps end, are given up, or the form is gone; never longer. */
export function useLoginSteps(onDone: (name: string) => void): LoginSteps {
  const login = useCommand('session.login');
  const changePassword = useCommand('session.changePassword');
  const enrolSecondFactor = useCommand('session.enrolSecondFactor');
  const secrets = useRef<Secrets | null>(null);
  const [step, setStep] = useState<LoginStep>('password');
  const [name, setName] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  useEffect(() => () => void (secrets.current = null), []);

  const restart = useCallback((): void => {
    secrets.current = null;
    setStep('password');
    setError(null);
  }, []);

  /** @param own the step whose refusals are typed again where they happened */
  const follow = (own: LoginStep, running: Promise<AppStatus>, next: Secrets): void => {
    setError(null);
    running.then(
      (status) => {
        // Not in yet after a new password: a second factor is asked for as well.
        const isIn = status.session.identities.some((person) => person.name === next.name);
        if (own === 'change' && !isIn) {
          secrets.current = { name: next.name, password: next.password };
          setStep('enrol');
          return;
        }
        secrets.current = null;
        setStep('password');
        onDone(next.name);
      },
      (thrown: unknown) => {
        if (!(thrown instanceof CallErrorClass)) throw thrown;
        const demanded = demands[thrown.shape.code];
        if (demanded !== undefined && demanded !== own) {
          secrets.current = { ...next };
          setStep(demanded);
          return;
        }
        setError(thrown);
        if (own !== 'password' && thrown.shape.code !== 'auth.locked-out') return;
        secrets.current = null;
        setStep('password');
      },
    );
  };
  return {
    step,
    name,
    pending: login.pending || changePassword.pending || enrolSecondFactor.pending,
    error,
    restart,
    password(typedName, password) {
      const next = { name: typedName, password };
      setName(typedName);
      follow('password', login.run(next), next);
    },
    code(code) {
      if (secrets.current === null) return restart();
      const next = { ...secrets.current, code };
      follow('code', login.run(next), next);
    },
    change(newPassword) {
      if (secrets.current === null) return restart();
      const given = secrets.current;
      follow('change', changePassword.run({ ...given, newPassword }), { ...given, password: newPassword });
    },
    enrol() {
      if (secrets.current === null) return restart();
      follow('enrol', enrolSecondFactor.run({ ...secrets.current }), secrets.current);
    },
  };
}
