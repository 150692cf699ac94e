// Set-up from the approved module to the installation, which is written last: a crash before that leaves nothing that counts.
import { chooseEnvironment, type EnvironmentFacts } from '../../domain/environment-choice';
import { assertEnoughAdministrators, checkFirstIdentities } from '../../domain/first-identities';
import { assertCapable } from '../../domain/required-capabilities';
import { defaultRoles } from '../../domain/roles';
import type { Identity } from '../../domain/entities';
import type { Clock } from '../../ports/clock';
import type { AnchorKey, Hsm, HsmCapabilities, HsmModule, TokenInfo } from '../../ports/hsm';
import type { Installation, Settings } from '../../ports/settings';
import type { Store, StoreFactory, StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { setupSteps, type SetupInput, type SetupStep } from '../../../shared/schemas/setup';
import { newReference, newRowId } from '../ids';
import type { Passwords } from '../passwords';
import { joinPin } from '../pin';
import { withNewStoreKey } from '../store-key';
import { makeIdentity } from './make-identities';

export interface SetupParts {
  readonly hsm: Hsm;
  readonly stores: StoreFactory;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly environmentFacts: EnvironmentFacts;
  progress(step: SetupStep, done: number, total: number): void;
}

export interface PreparedInstallation {
  readonly store: Store;
  readonly installation: Installation;
  /** Rows to write in the first transaction, and the facts of its audit entry. */
  readonly firstRows: (tx: StoreWriter) => Promise<void>;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Name under which the store of an earlier, cut-off set-up was kept; null when there was none. */
  readonly setAside: string | null;
}

/**
 * Everything up to the open, still empty store. The caller writes the first rows, anchors, and then keeps the installation.
 * Input that cannot work is refused before the HSM is touched; a failure later logs out of it and leaves no installation.
 */
export async function prepareInstallation(
  parts: SetupParts,
  module: HsmModule,
  input: SetupInput,
): Promise<PreparedInstallation> {
  const { hsm, settings } = parts;
  const step = (name: SetupStep): void => parts.progress(name, setupSteps.indexOf(name), setupSteps.length);
  const roles = checkFirstIdentities(input.identities, defaultRoles);
  step('check-module');
  const approved: HsmModule = { ...module, approvedSha256: input.approvedSha256 };
  const info = await hsm.inspect(approved);
  if (info.sha256 !== input.approvedSha256) {
    throw new ConsoleError('hsm.module-changed', {
      facts: { sha256: info.sha256, approvedSha256: input.approvedSha256 },
    });
  }
  const { environment, reasons } = chooseEnvironment(input.environment, parts.environmentFacts, info.software);
  assertEnoughAdministrators(roles, environment);
  const token = await hsm.connect(approved, input.token);
  step('log-in');
  await hsm.login(joinPin(input.pin, input.pinSecondPart), { acceptFinalTry: input.acceptFinalTry ?? false });
  try {
    step('probe');
    const capabilities = await hsm.probe();
    settings.setCapabilities(token.serial, capabilities);
    assertCapable(capabilities);
    step('anchor-key');
    const anchor = await hsm.ensureAnchorKey(newReference());
    step('store-key');
    const storeId = newRowId();
    const createdAt = parts.clock.now().toISOString();
    return await withNewStoreKey(hsm, { reference: newReference(), anchor, storeId }, async (key, sealedStoreKey) => {
      step('identities');
      const identities: Identity[] = [];
      for (const [index, person] of input.identities.entries()) {
        identities.push(
          await makeIdentity(person, roles[index] ?? [], {
            hsm,
            passwords: parts.passwords,
            anchor,
            storeId,
            at: createdAt,
          }),
        );
      }
      step('store');
      const setAside = (await parts.stores.exists()) ? await parts.stores.setAside() : null;
      const store = await parts.stores.create(key, { id: storeId, environment });
      return {
        store,
        setAside,
        installation: {
          storeId,
          environment,
          evaluationReasons: reasons,
          createdAt,
          module: approved,
          token: { label: token.label, serial: token.serial },
          pinInTwoParts: input.pinSecondPart !== null,
          sealedStoreKey,
          anchorKey: anchorOf(anchor),
        },
        firstRows: async (tx) => {
          for (const role of defaultRoles) await tx.roles.put(role);
          for (const identity of identities) await tx.identities.put(identity);
        },
        facts: setupFacts(token, info.sha256, capabilities, identities, reasons),
      };
    });
  } catch (thrown) {
    await hsm.logout();
    throw thrown;
  }
}

function anchorOf(anchor: AnchorKey): Installation['anchorKey'] {
  const { reference, algorithm, publicKeyDer } = anchor;
  return { reference, algorithm, publicKeyDer: Buffer.from(publicKeyDer).toString('base64') };
}

function setupFacts(
  token: TokenInfo,
  moduleSha256: string,
  capabilities: HsmCapabilities,
  identities: readonly Identity[],
  evaluationReasons: readonly string[],
): Readonly<Record<string, unknown>> {
  return {
    token: { label: token.label, serial: token.serial, manufacturer: token.manufacturer, model: token.model },
    moduleSha256,
    capabilities,
    evaluationReasons,
    identities: identities.map(({ id, name, roleIds }) => ({
      id,
      name,
      roles: defaultRoles.filter((role) => roleIds.includes(role.id)).map((role) => role.name),
    })),
  };
}
