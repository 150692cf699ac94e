// Adds an identity: its first password is typed when the order is prepared, its key is enrolled when the order is carried out.
import type { Identity } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { IdentityInput, IdentityView } from '../../../shared/schemas/identities';
import { assertQuorums } from '../approvals/assert-quorums';
import { keyFingerprint } from '../approvals/people';
import type { ControlledCommand, Order } from '../controlled-command';
import { enrolKey } from './enrol-key';
import { secretsOf, type FirstSecrets } from './first-secrets';
import type { IdentityParts } from './identity-parts';
import { effectFact } from '../effect-facts';
import { assertSameOrder, effectOfOrder, namesOf, rolesFor, withIdentity } from './identity-order';
import { identityView } from './identity-view';

export function addIdentity(parts: IdentityParts): ControlledCommand<IdentityInput, IdentityView> {
  const { store, firstSecrets } = parts;

  async function check(tx: StoreReader, input: IdentityInput) {
    // A name is never given twice, so that the record of a deleted identity is nobody else's.
    if ((await tx.identities.byName(input.name)) !== null)
      throw new ConsoleError('input.name-taken', { facts: { what: 'name', value: input.name } });
    return rolesFor(tx, input.roleIds, input.name);
  }

  async function orderOf(tx: StoreReader, input: IdentityInput, secrets: FirstSecrets): Promise<Order> {
    const roles = await check(tx, input);
    const { name, fullName } = input;
    const roleIds = roles.map(({ id }) => id);
    const keySha256 = keyFingerprint(secrets.signingKey);
    await assertQuorums(tx, store.environment, {
      identities: withIdentity(await tx.identities.list(), draftOf({ name, fullName, roleIds }, secrets)),
    });
    const effect = [
      effectFact('Name', name),
      effectFact('Full name', fullName),
      effectFact('Roles', namesOf(roles)),
      effectFact('Signing key (SHA-256)', keySha256),
      effectFact('First password', 'Must be changed at the first login'),
    ];
    return {
      target: { kind: 'identity', id: secrets.identityId, name },
      frozen: { identityId: secrets.identityId, name, fullName, roleIds, keySha256, effect },
      sealed: { ...secrets },
    };
  }
  const inputOf = ({ frozen }: Order): IdentityInput => ({
    name: frozen['name'] as string,
    fullName: frozen['fullName'] as string,
    roleIds: frozen['roleIds'] as string[],
  });

  return {
    async prepare(input) {
      await store.read((tx) => check(tx, input));
      const secrets = await firstSecrets.askForNew({ call: 'identities.add', input }, input);
      return store.read((tx) => orderOf(tx, input, secrets));
    },
    recheck: (order) => store.read((tx) => orderOf(tx, inputOf(order), secretsOf(order))),
    async execute(tx, order, _grant, context) {
      const secrets = secretsOf(order);
      assertSameOrder(order, await orderOf(tx, inputOf(order), secrets));
      const at = context.now.toISOString();
      const identity: Identity = {
        ...draftOf(inputOf(order), secrets),
        signingKey: await enrolKey(parts.enroller, secrets.identityId, secrets.signingKey, at),
        createdAt: at,
      };
      await tx.identities.put(identity);
      return {
        result: await identityView(tx, identity, context.now),
        audit: { target: order.target, facts: { effect: effectOfOrder(order) } },
      };
    },
    describe: effectOfOrder,
    committed: (result) => firstSecrets.forget(result.id),
  };
}

function draftOf({ name, fullName, roleIds }: IdentityInput, secrets: FirstSecrets): Identity {
  return {
    ...{ id: secrets.identityId, name, fullName, roleIds, status: 'enabled', password: secrets.password },
    passwordHistory: [],
    mustChangePassword: true,
    secondFactor: null,
    signingKey: { ...secrets.signingKey, enrolledAt: '', enrolmentSignature: '' },
    closedKeys: [],
    resetBy: [],
    mayDecideFrom: null,
    revision: 1,
    createdAt: '',
  };
}
