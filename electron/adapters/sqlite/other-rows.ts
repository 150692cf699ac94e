// The small tables: login counters, wrapping keys seen before, anchors.
import type { Anchor, LoginState } from '../../domain/entities';
import { canonicalJson } from '../../../shared/canonical-json';
import type { StoreReader, StoreWriter } from '../../ports/store';
import type { StoreQueries } from './kysely-dialect';
import type { ChangeScope } from './sealed-row-changes';

type OtherRows = Pick<StoreReader, 'loginStates' | 'wrappingKeys' | 'anchors'>;

export function otherRows(queries: StoreQueries): OtherRows {
  const anchors = () => queries.selectFrom('anchors').select('text');
  return {
    loginStates: {
      async get(identityId) {
        const row = await queries
          .selectFrom('login_states')
          .where('identity_id', '=', identityId)
          .select('text')
          .executeTakeFirst();
        return row === undefined ? null : (JSON.parse(row.text) as LoginState);
      },
    },
    wrappingKeys: {
      async seen(sha256) {
        return (
          (await queries.selectFrom('wrapping_keys').where('sha256', '=', sha256).select('at').executeTakeFirst()) !==
          undefined
        );
      },
    },
    anchors: {
      async latest() {
        const row = await anchors().orderBy('number', 'desc').limit(1).executeTakeFirst();
        return row === undefined ? null : (JSON.parse(row.text) as Anchor);
      },
      async list() {
        return (await anchors().orderBy('number').execute()).map(({ text }) => JSON.parse(text) as Anchor);
      },
    },
  };
}

export function writableOtherRows(scope: ChangeScope): Pick<StoreWriter, 'loginStates' | 'wrappingKeys' | 'anchors'> {
  const { queries } = scope;
  const read = otherRows(queries);
  return {
    anchors: read.anchors,
    loginStates: {
      ...read.loginStates,
      put: (state) =>
        scope.change(async () => {
          const text = canonicalJson(state);
          await queries
            .insertInto('login_states')
            .values({ identity_id: state.identityId, text })
            .onConflict((conflict) => conflict.column('identity_id').doUpdateSet({ text }))
            .execute();
        }),
    },
    wrappingKeys: {
      ...read.wrappingKeys,
      add: (sha256, at) =>
        scope.change(async () => {
          await queries
            .insertInto('wrapping_keys')
            .values({ sha256, at })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }),
    },
  };
}

export async function insertAnchor(queries: StoreQueries, anchor: Anchor): Promise<void> {
  await queries
    .insertInto('anchors')
    .values({ sequence: anchor.sequence, text: canonicalJson(anchor) })
    .execute();
}
