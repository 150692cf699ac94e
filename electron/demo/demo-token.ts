// The token the demo works with: an evaluation token of its own, or the one the options name.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConsoleError } from '../../shared/errors';
import type { InspectedModule } from '../../shared/schemas/setup';
import type { TokenView } from '../../shared/schemas/status';
import type { DemoClient } from './demo-client';
import type { DemoOptions } from './demo-options';

export interface DemoToken {
  readonly inspected: InspectedModule;
  readonly token: TokenView;
  readonly settings: {
    readonly moduleId: string;
    readonly parameters?: string;
    readonly environment: Record<string, string>;
  };
  /** null: protected authentication path. */
  readonly pin: string | null;
}

/** Vendor variables that the demo passes on from its own environment, as an officer would type them in. */
const vendorVariables = /^(SOFTHSM2|CKNFAST|NFAST|PKCSLIB|OCK|CS_PKCS11|FXPKCS11|YUBIHSM|CLOUDHSM|NSS)_[A-Z0-9_]+$/;

/** Reads the PIN; only a line end at the end is not part of it. */
function pinFrom(file: string): string {
  try {
    const pin = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (pin !== '') return pin;
  } catch (cause) {
    throw new ConsoleError('file.read-failed', { facts: { option: '--pin-file' }, cause });
  }
  throw new ConsoleError('input.invalid', { facts: { option: '--pin-file', rule: 'empty' } });
}

export async function demoToken(client: DemoClient, options: DemoOptions, env: NodeJS.ProcessEnv): Promise<DemoToken> {
  return options.module === null ? evaluationToken(client, options) : existingToken(client, options, env);
}

async function evaluationToken(client: DemoClient, options: DemoOptions): Promise<DemoToken> {
  const label = options.token ?? 'KMES evaluation';
  const pin = options.pinFile === null ? String(randomInt(10 ** 8, 10 ** 9)) : pinFrom(options.pinFile);
  const inspected = await client.call('setup.createEvaluationToken', { label, pin });
  return {
    inspected,
    token: onlyToken(inspected, label),
    settings: { moduleId: inspected.moduleId, environment: {} },
    pin,
  };
}

async function existingToken(client: DemoClient, options: DemoOptions, env: NodeJS.ProcessEnv): Promise<DemoToken> {
  const module = await client.call('setup.chooseModule', {});
  if (module === null) throw new ConsoleError('hsm.module-missing');
  const vendor = Object.entries(env).filter(
    (pair): pair is [string, string] => vendorVariables.test(pair[0]) && pair[1] !== undefined,
  );
  const settings = {
    moduleId: module.moduleId,
    environment: Object.fromEntries(vendor),
    ...(options.moduleParameters === null ? {} : { parameters: options.moduleParameters }),
  };
  const inspected = await client.call('setup.inspectModule', settings);
  const token = onlyToken(inspected, options.token);
  if (options.pinFile === null && !token.protectedAuthenticationPath) {
    throw new ConsoleError('input.invalid', { facts: { option: '--pin-file', rule: 'needed' } });
  }
  return { inspected, token, settings, pin: options.pinFile === null ? null : pinFrom(options.pinFile) };
}

/** The one initialised token, of that label where one is given. */
function onlyToken(inspected: InspectedModule, label: string | null): TokenView {
  const fitting = inspected.tokens.filter((token) => token.initialized && (label === null || token.label === label));
  const [token, ...others] = fitting;
  const facts = { token: label, found: fitting.length };
  if (token === undefined) throw new ConsoleError('hsm.token-missing', { facts });
  if (others.length > 0) throw new ConsoleError('hsm.token-ambiguous', { facts });
  return token;
}
