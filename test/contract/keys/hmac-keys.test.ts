// HMAC keys on each real token: made there, imported into AWS KMS (the simulator over the AWS SDK), rotated, proven, deleted and brought back.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { macAlgorithmOf } from '../../../shared/key-spec';
import type { KeySpec } from '../../../shared/aws-terms';
import { plannedCalls } from '../../../electron/domain/rotation-plan';
import type { HsmReference } from '../../../electron/ports/hsm';
import type { BenchToken } from '../../support/opened-bench';
import { createNssToken } from '../../support/tokens/nss';
import { takeOpenCryptoki } from '../../support/tokens/opencryptoki';
import { recordedHsm } from '../../support/tokens/recorded-hsm';
import { createSoftHsm } from '../../support/tokens/softhsm';
import { rejection } from '../../unit/aws-kms/open-against';
import { benchWithKeys, completes, keysOf, preview, run, type Bench } from '../../unit/key-operations/key-bench';

const pin = 'kHorse52';
const label = 'KMES hmac';

const tokens = {
  SoftHSM: async (hsm: BenchToken['hsm']) => {
    const token = createSoftHsm();
    await hsm.initializeToken(token.module, { label, pin, soPin: '83920174' });
    return { module: token.module, label, release: () => token.remove() };
  },
  'NSS softokn': () => {
    const { module, label: name, remove } = createNssToken(pin);
    return Promise.resolve({ module, label: name, release: remove });
  },
  openCryptoki: () => takeOpenCryptoki(pin),
} as const;

describe.each(Object.keys(tokens) as (keyof typeof tokens)[])('HMAC keys of %s', (name) => {
  const { hsm } = recordedHsm();
  let token: BenchToken;
  let release: () => unknown;

  beforeAll(async () => {
    const taken = await tokens[name](hsm);
    ({ release } = taken);
    await hsm.connect(taken.module, { label: taken.label });
    await hsm.login(pin);
    token = { hsm, capabilities: await hsm.probe() };
  });
  afterAll(async () => {
    await hsm.close();
    await release();
  });

  const made = (keySpec: KeySpec, count = 1): Promise<Bench> => benchWithKeys(count, { keySpec }, {}, token);
  const macs = async (bench: Bench, keySpec: KeySpec, keyId: string, reference: string): Promise<void> => {
    const message = randomBytes(24);
    const { mac } = await bench.kms.generateMac(keyId, macAlgorithmOf(keySpec), message);
    expect(Buffer.from(mac)).toEqual(Buffer.from(await hsm.mac(reference as HsmReference, message)));
  };

  it.each(['HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512'] as const)(
    '%s: the KMS key makes the MACs that the HSM makes, or the token is said not to make such keys',
    async (keySpec) => {
      if (!token.capabilities[`hmac${keySpec.slice(5) as '224'}`]) {
        expect(await rejection(made(keySpec))).toMatchObject({ code: 'hsm.mechanism-unsupported' });
        return;
      }
      const bench = await made(keySpec);
      const [key] = await keysOf(bench);
      expect(key).toMatchObject({
        state: 'Active',
        keyMaterialId: null,
        checkValue: { method: `HMAC_SHA_${keySpec.slice(5)}_ZEROS` },
      });
      const { keySpec: inAws, state, origin } = await bench.kms.describeKey(key?.kmsKeyId ?? '');
      expect({ inAws, state, origin }).toEqual({ inAws: keySpec, state: 'Enabled', origin: 'EXTERNAL' });
      await macs(bench, keySpec, key?.kmsKeyId ?? '', key?.hsmReference ?? '');
    },
  );

  it('is rotated by a new KMS key; the alias moves, the old key still verifies', async () => {
    const bench = await made('HMAC_256', 2);
    const [newest, first] = await keysOf(bench);
    expect([newest?.state, first?.state]).toEqual(['Active', 'Superseded']);
    expect(newest?.kmsKeyId).not.toBe(first?.kmsKeyId);
    expect((await bench.kms.findAlias('alias/payments'))?.targetKeyId).toBe(newest?.kmsKeyId);
    for (const key of [newest, first]) await macs(bench, 'HMAC_256', key?.kmsKeyId ?? '', key?.hsmReference ?? '');
  });

  it('is proven by MACs of both sides, deleted from AWS, and synchronized back as the same key', async () => {
    const bench = await made('HMAC_384');
    const [key] = await keysOf(bench);
    const id = key?.id ?? '';
    expect((await preview(bench, 'prove', [id])).calls.map(({ call }) => call)).toContain('GenerateMac');
    await completes(bench, await run(bench, 'prove', [id]));
    expect((await keysOf(bench))[0]).toMatchObject({ proof: { matches: true } });
    await completes(bench, await run(bench, 'delete-material', [id]));
    expect((await bench.kms.describeKey(key?.kmsKeyId ?? '')).state).toBe('PendingImport');
    await completes(bench, await run(bench, 'synchronize', [id]));
    await macs(bench, 'HMAC_384', key?.kmsKeyId ?? '', key?.hsmReference ?? '');
  });

  it('is offered no rotation in place', async () => {
    const refused = benchWithKeys(0, { keySpec: 'HMAC_256', rotationMethod: 'same-key' }, {}, token);
    expect(await rejection(refused)).toMatchObject({ facts: { field: 'rotationMethod', rule: 'new-key-only' } });
  });
});

it('shows in the preview what is made', () => {
  const plan = { method: 'first-key', generation: 1, keyId: null, aliasTarget: null, rotationsLeft: null } as const;
  const wrapping = { wrappingAlgorithm: 'RSAES_OAEP_SHA_256', wrappingKeySpec: 'RSA_4096' } as const;
  const calls = plannedCalls({ ...plan, ...wrapping }, 'HMAC_512').map(({ call }) => call);
  expect(calls.slice(0, 3)).toEqual([
    'C_GenerateKey (CKM_GENERIC_SECRET_KEY_GEN, 512 bits)',
    'ListKeys',
    'CreateKey (origin EXTERNAL, HMAC_512)',
  ]);
});
