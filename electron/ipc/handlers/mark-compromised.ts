// keys.markCompromised: people say that others may know a key's material. Only the row changes; what has to follow is shown with it.
import type { Key } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import { identityName } from '../../services/identity-names';
import { keyView } from '../../services/key-groups/group-view';
import type { Order } from '../../services/controlled-command';
import { effectFact } from '../../services/effect-facts';
import { ConsoleError } from '../../../shared/errors';
import { effectWords as words } from '../../../shared/text/effect-words';
import type { Handler } from '../handler';
import type { OpenedParts } from './opened-parts';

interface Frozen {
  readonly groupId: string;
  readonly keyId: string;
  readonly kmsKey: string;
  readonly generation: number;
  readonly justification: string;
}

async function markable(tx: StoreReader, groupId: string, keyId: string): Promise<Key> {
  const key = await tx.keys.get(keyId);
  if (key === null || key.groupId !== groupId)
    throw new ConsoleError('not-found', { facts: { kind: 'key', id: keyId } });
  const reason =
    key.compromised != null ? 'compromised-already' : key.state === 'Destroyed' ? 'destroyed-already' : null;
  if (reason !== null)
    throw new ConsoleError('state.conflict', {
      facts: { what: 'key-operation', reason, name: key.name, state: key.state },
    });
  return key;
}

export function markCompromised(parts: OpenedParts): Handler<'keys.markCompromised'> {
  const orderOf = (groupId: string, keyId: string, justification: string): Promise<Order> =>
    parts.store.read(async (tx) => {
      const key = await markable(tx, groupId, keyId);
      const kmsKey = key.kmsKeyArn ?? key.kmsKeyId ?? '';
      const frozen: Frozen = { groupId, keyId, kmsKey, generation: key.generation, justification };
      return { target: { kind: 'key', id: key.id, name: key.name }, frozen: { ...frozen } };
    });
  return {
    prepare: (input) => orderOf(input.groupId, input.keyId, input.justification),
    recheck: ({ frozen }) => {
      const { groupId, keyId, justification } = frozen as unknown as Frozen;
      return orderOf(groupId, keyId, justification);
    },
    describe: ({ target, frozen }) => [effectFact(words.kmsKeyOf(target.name), (frozen as unknown as Frozen).kmsKey)],
    async execute(tx, order, grant, context) {
      const { groupId, keyId, kmsKey, justification } = order.frozen as unknown as Frozen;
      const key = await markable(tx, groupId, keyId);
      const by: string[] = [];
      for (const { id } of context.identities) by.push(await identityName(tx, id));
      const marked: Key = { ...key, compromised: { at: context.now.toISOString(), by, justification } };
      await tx.keys.put(marked);
      return {
        result: keyView(marked, context.now, await tx.hsmBackups.list()),
        audit: {
          target: order.target,
          severity: 'critical',
          facts: {
            keyName: key.name,
            kmsKey,
            hsmReference: key.hsmReference,
            justification,
            grant: grant.record.source,
          },
        },
      };
    },
    committed: ({ id, groupId }) => parts.publish(['keys', 'groups', 'status'], [id, groupId]),
  };
}
