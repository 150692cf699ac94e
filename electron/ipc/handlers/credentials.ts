// Handlers of the Cloud Credentials calls. The secret goes inward only: it is in the sealed part of an order and in the store.
import { stringify } from 'csv-stringify/sync';
import type { Credential } from '../../domain/entities';
import { credentialView, groupsUsing } from '../../services/credentials/credential-view';
import { createCsvHandles } from '../../services/credentials/csv-handles';
import {
  maxCredentialCsvBytes,
  parseCredentialCsv,
  type AccessKeyPair,
} from '../../services/credentials/parse-credential-csv';
import { testAccessKey } from '../../services/credentials/test-access-key';
import { newRowId } from '../../services/ids';
import { openCredential } from '../../services/rotation/group-access';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { EffectFact } from '../../../shared/schemas/approvals';
import type { CredentialInput } from '../../../shared/schemas/credentials';
import { effectWords } from '../../../shared/text/effect-words';
import { effectFact } from '../../services/effect-facts';
import type { ControlledCommand, Order } from '../../services/controlled-command';
import type { Handler, Handlers } from '../handler';
import type { OpenedParts } from './opened-parts';

export type CredentialCall =
  | 'credentials.list'
  | 'credentials.pickCsv'
  | 'credentials.makeEvaluationCsv'
  | 'credentials.add'
  | 'credentials.delete';

export function credentialHandlers(parts: OpenedParts): Handlers<CredentialCall> {
  const { store, clock } = parts;
  const handles = createCsvHandles(clock);
  const pairOf = (source: CredentialInput['source']): AccessKeyPair =>
    source.kind === 'csv'
      ? handles.pair(source.handle)
      : { accessKeyId: source.accessKeyId, secretAccessKey: source.secretAccessKey };

  return {
    'credentials.list': () =>
      store.read(async (tx) => ({
        credentials: await Promise.all((await tx.credentials.list()).map((row) => credentialView(tx, row))),
      })),
    async 'credentials.pickCsv'() {
      const file = await parts.dialogs.openFile('credential-csv');
      if (file === null) return null;
      const pair = parseCredentialCsv(await parts.files.readSmall(file.path, maxCredentialCsvBytes));
      return { handle: handles.keep(pair), fileName: file.fileName, accessKeyId: pair.accessKeyId };
    },
    'credentials.makeEvaluationCsv': makeEvaluationCsv(parts),
    'credentials.add': addCredential(parts, pairOf, (accessKeyId) => handles.forget(accessKeyId)),
    'credentials.delete': deleteCredential(parts),
  };
}

/** The simulator plays AWS IAM: a key pair, in a CSV as AWS gives it. */
function makeEvaluationCsv(parts: OpenedParts): Handler<'credentials.makeEvaluationCsv'> {
  return async (_input, context) => {
    assertEvaluation(parts);
    const file = await parts.dialogs.saveFile('evaluation-credential-csv', 'evaluation_accessKeys.csv');
    if (file === null) return null;
    await parts.simulator.endpoint();
    const pair = await parts.simulator.createAccessKey('kmes-console');
    const csv = stringify(
      [
        ['Access key ID', 'Secret access key'],
        [pair.accessKeyId, pair.secretAccessKey],
      ],
      { record_delimiter: 'windows' },
    );
    await parts.files.writeWhole(file.path, chunksOf(csv), { mode: 0o600 });
    return context.unitOfWork(() =>
      Promise.resolve({
        result: { fileName: file.fileName, accessKeyId: pair.accessKeyId },
        audit: { target: { kind: 'access-key', id: pair.accessKeyId }, facts: { fileName: file.fileName } },
      }),
    );
  };
}

async function* chunksOf(text: string): AsyncIterable<string> {
  yield text;
}

function assertEvaluation(parts: OpenedParts): void {
  if (parts.store.environment !== 'EVALUATION')
    throw new ConsoleError('environment.production-refused', { facts: { what: 'simulator' } });
}

type CredentialDraft = Pick<
  Credential,
  'name' | 'service' | 'accessKeyId' | 'region' | 'endpoint' | 'accountId' | 'callerArn'
>;

/** Tested against AWS before anything is kept, and again before an approved order is carried out. */
function addCredential(
  parts: OpenedParts,
  pairOf: (source: CredentialInput['source']) => AccessKeyPair,
  forget: (accessKeyId: string) => void,
): ControlledCommand<CredentialInput, Awaited<ReturnType<typeof credentialView>>> {
  async function orderOf(
    draft: Omit<CredentialDraft, 'accountId' | 'callerArn'>,
    secretAccessKey: string,
  ): Promise<Order> {
    await parts.store.read((tx) => assertNameFree(tx, draft.name));
    const { accessKeyId, endpoint, region } = draft;
    assertEndpoint(parts, endpoint);
    // The simulator must know the key as AWS IAM would. It keeps the first secret it was told, so a wrong one is still noticed.
    if (endpoint.kind === 'simulator') await registerWithSimulator(parts, { accessKeyId, secretAccessKey });
    const kms = await openCredential(parts, { accessKeyId, secretAccessKey, endpoint }, region);
    try {
      const frozen: CredentialDraft = { ...draft, ...(await testAccessKey(kms, endpoint.kind)) };
      return {
        target: { kind: 'credential', id: accessKeyId, name: draft.name },
        frozen: { ...frozen },
        sealed: { secretAccessKey },
      };
    } finally {
      kms.close();
    }
  }
  return {
    prepare(input) {
      const { accessKeyId, secretAccessKey } = pairOf(input.source);
      const { name, region, endpoint } = input;
      return orderOf({ name, service: 'Amazon Web Services', accessKeyId, region, endpoint }, secretAccessKey);
    },
    recheck(order) {
      const { name, service, accessKeyId, region, endpoint } = draftOf(order);
      return orderOf({ name, service, accessKeyId, region, endpoint }, secretOf(order));
    },
    describe: (order) => describeCredential(draftOf(order)),
    async execute(tx, order, _grant, context) {
      const draft = draftOf(order);
      await assertNameFree(tx, draft.name);
      const credential: Credential = {
        id: newRowId(),
        ...draft,
        secretAccessKey: secretOf(order),
        createdAt: context.now.toISOString(),
        createdBy: context.identities[0]?.id ?? '',
      };
      await tx.credentials.put(credential);
      return {
        result: await credentialView(tx, credential),
        audit: { target: { kind: 'credential', id: credential.id, name: credential.name }, facts: { ...draft } },
      };
    },
    committed(result) {
      forget(result.accessKeyId);
      parts.publish(['credentials'], [result.id]);
    },
  };
}

function describeCredential(draft: CredentialDraft): readonly EffectFact[] {
  const { rows, unknown } = effectWords;
  return [
    effectFact(rows.name, draft.name),
    effectFact(rows.service, draft.service),
    effectFact(rows.accessKeyId, draft.accessKeyId),
    effectFact(rows.region, draft.region),
    effectFact(rows.endpoint, effectWords.endpoint(draft.endpoint)),
    effectFact(rows.account, draft.accountId ?? unknown),
    effectFact(rows.caller, draft.callerArn ?? unknown),
  ];
}

const draftOf = (order: Order): CredentialDraft => order.frozen as unknown as CredentialDraft;

function secretOf(order: Order): string {
  const secret = order.sealed?.['secretAccessKey'];
  if (typeof secret !== 'string')
    throw new ConsoleError('internal', { facts: { what: 'order without its sealed part' } });
  return secret;
}

async function registerWithSimulator(parts: OpenedParts, pair: AccessKeyPair): Promise<void> {
  assertEvaluation(parts);
  await parts.simulator.endpoint();
  await parts.simulator.registerCredential(pair.accessKeyId, pair.secretAccessKey);
}

/** PRODUCTION speaks to AWS over https, and never to the simulator (product.md section 5). */
function assertEndpoint(parts: OpenedParts, endpoint: Credential['endpoint']): void {
  if (parts.store.environment !== 'PRODUCTION' || endpoint.kind === 'aws') return;
  const secure = endpoint.kind === 'custom' && new URL(endpoint.url).protocol === 'https:';
  if (!secure)
    throw new ConsoleError('environment.production-refused', {
      facts: { what: endpoint.kind === 'simulator' ? 'simulator' : 'http' },
    });
}

async function assertNameFree(tx: StoreReader, name: string): Promise<void> {
  if ((await tx.credentials.byName(name)) !== null)
    throw new ConsoleError('input.name-taken', { facts: { what: 'name', value: name } });
}

function deleteCredential(parts: OpenedParts): Handler<'credentials.delete'> {
  async function unused(tx: StoreReader, id: string, name: string): Promise<Credential> {
    const credential = await tx.credentials.get(id);
    if (credential === null || credential.name !== name)
      throw new ConsoleError('not-found', { facts: { kind: 'credential', id } });
    const groups = await groupsUsing(tx, id);
    if (groups.length > 0) {
      throw new ConsoleError('state.conflict', {
        facts: { what: 'credential-in-use', count: groups.length, groups: groups.slice(0, 5).join(', ') },
      });
    }
    return credential;
  }
  const orderOf = async (id: string, name: string): Promise<Order> => {
    const { accessKeyId } = await parts.store.read((tx) => unused(tx, id, name));
    return { target: { kind: 'credential', id, name }, frozen: { id, name, accessKeyId } };
  };
  const { rows } = effectWords;
  return {
    prepare: (input) => orderOf(input.id, input.name),
    recheck: (order) => orderOf(order.target.id, order.target.name),
    describe: ({ frozen }) => [
      effectFact(rows.credential, effectWords.credential(frozen['name'] as string, frozen['accessKeyId'] as string)),
    ],
    async execute(tx, order) {
      const credential = await unused(tx, order.target.id, order.target.name);
      await tx.credentials.delete(credential.id);
      const { name, accessKeyId, accountId, region } = credential;
      return { result: {}, audit: { target: order.target, facts: { name, accessKeyId, accountId, region } } };
    },
    committed: () => parts.publish(['credentials']),
  };
}
