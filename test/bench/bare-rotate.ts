// The baseline of a force rotate: the PKCS#11 and AWS calls that the console makes, in its order, and nothing else. Nothing is kept of it.
import { randomBytes, createPublicKey } from 'node:crypto';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import pkcs11js, { type PKCS11 } from 'pkcs11js';
import { serveParent } from './child-process';

export interface BareRotateInput {
  readonly modulePath: string;
  readonly label: string;
  readonly pin: string;
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly alias: string;
  /** The KMS key that the alias points to. */
  readonly keyId: string;
}

let token: { readonly library: PKCS11; readonly session: Buffer };
let kms: KMSClient;
let input: BareRotateInput;
let keyId: string;

function openToken({ modulePath, label, pin }: BareRotateInput): void {
  const library = new pkcs11js.PKCS11();
  library.load(modulePath);
  library.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK });
  const slot = library.C_GetSlotList(true).find((one) => library.C_GetTokenInfo(one).label.trim() === label);
  if (slot === undefined) throw new Error('no such token');
  const session = library.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
  library.C_Login(session, pkcs11js.CKU_USER, pin);
  token = { library, session };
}

function find(id: Buffer): Buffer | undefined {
  const { library, session } = token;
  library.C_FindObjectsInit(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_SECRET_KEY },
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_ID, value: id },
  ]);
  const [found] = library.C_FindObjects(session, 64);
  library.C_FindObjectsFinal(session);
  return found;
}

const usages = [
  pkcs11js.CKA_ENCRYPT,
  pkcs11js.CKA_DECRYPT,
  pkcs11js.CKA_SIGN,
  pkcs11js.CKA_VERIFY,
  pkcs11js.CKA_WRAP,
  pkcs11js.CKA_UNWRAP,
  pkcs11js.CKA_DERIVE,
];
const read = [
  ...[pkcs11js.CKA_CLASS, pkcs11js.CKA_KEY_TYPE, pkcs11js.CKA_VALUE_LEN, pkcs11js.CKA_LABEL, pkcs11js.CKA_TOKEN],
  ...[
    pkcs11js.CKA_PRIVATE,
    pkcs11js.CKA_SENSITIVE,
    pkcs11js.CKA_ALWAYS_SENSITIVE,
    pkcs11js.CKA_EXTRACTABLE,
    pkcs11js.CKA_LOCAL,
  ],
  ...usages,
].map((type) => ({ type }));

/** Look-up, C_GenerateKey, look-up, read-back, check value. */
function generate(id: Buffer): void {
  const { library, session } = token;
  find(id);
  library.C_GenerateKey(session, { mechanism: pkcs11js.CKM_AES_KEY_GEN }, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_SECRET_KEY },
    { type: pkcs11js.CKA_KEY_TYPE, value: pkcs11js.CKK_AES },
    { type: pkcs11js.CKA_VALUE_LEN, value: 32 },
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_ID, value: id },
    {
      type: pkcs11js.CKA_LABEL,
      value: Buffer.from(`bare ${id.toString('hex')}`),
    },
    { type: pkcs11js.CKA_PRIVATE, value: true },
    { type: pkcs11js.CKA_SENSITIVE, value: true },
    { type: pkcs11js.CKA_EXTRACTABLE, value: true },
    { type: pkcs11js.CKA_MODIFIABLE, value: false },
    ...usages.map((type) => ({ type, value: false })),
  ]);
  const key = found(id);
  library.C_GetAttributeValue(session, key, read);
  library.C_GetAttributeValue(session, key, [{ type: pkcs11js.CKA_CHECK_VALUE }]);
}

function found(id: Buffer): Buffer {
  const key = find(id);
  if (key === undefined) throw new Error('the key is not there');
  return key;
}

/** Look-up, read-back, AWS's key as a session object, C_WrapKey, and the session object away again. */
function wrap(id: Buffer, publicKeyDer: Uint8Array): Buffer {
  const { library, session } = token;
  const { n = '', e = '' } = createPublicKey({
    key: Buffer.from(publicKeyDer),
    format: 'der',
    type: 'spki',
  }).export({ format: 'jwk' });
  const modulus = Buffer.from(n, 'base64url');
  const key = found(id);
  library.C_GetAttributeValue(session, key, read);
  const wrapping = library.C_CreateObject(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PUBLIC_KEY },
    { type: pkcs11js.CKA_KEY_TYPE, value: pkcs11js.CKK_RSA },
    { type: pkcs11js.CKA_TOKEN, value: false },
    { type: pkcs11js.CKA_PRIVATE, value: false },
    { type: pkcs11js.CKA_MODULUS, value: modulus },
    { type: pkcs11js.CKA_PUBLIC_EXPONENT, value: Buffer.from(e, 'base64url') },
    { type: pkcs11js.CKA_WRAP, value: true },
  ]);
  const parameter = {
    type: pkcs11js.CK_PARAMS_RSA_OAEP,
    hashAlg: pkcs11js.CKM_SHA_1,
    mgf: pkcs11js.CKG_MGF1_SHA1,
    source: 1,
  };
  const mechanism = { mechanism: pkcs11js.CKM_RSA_PKCS_OAEP, parameter };
  const wrapped = library.C_WrapKey(session, mechanism, wrapping, key, Buffer.alloc(modulus.length));
  library.C_DestroyObject(session, wrapping);
  return wrapped;
}

/** What an officer is shown, and what it is compared with when the order is carried out. */
async function preview(): Promise<void> {
  await kms.send(new ListAliasesCommand({ Limit: 100 }));
  await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
  await kms.send(
    new ListKeyRotationsCommand({
      KeyId: keyId,
      IncludeKeyMaterial: 'ALL_KEY_MATERIAL',
    }),
  );
}

async function rotate(): Promise<void> {
  await preview();
  await preview();
  const id = randomBytes(16);
  generate(id);
  await kms.send(new ListAliasesCommand({ Limit: 100 }));
  await kms.send(new ListKeysCommand({ Limit: 1000 }));
  const tags = ['kmes:reference', 'kmes:group', 'kmes:generation', 'kmes:job', 'kmes:environment'];
  const created = await kms.send(
    new CreateKeyCommand({
      Origin: 'EXTERNAL',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      Description: `[kmes ref:${id.toString('hex')}]`,
      Tags: tags.map((TagKey) => ({ TagKey, TagValue: id.toString('hex') })),
    }),
  );
  const made = created.KeyMetadata?.KeyId ?? '';
  const parameters = await kms.send(
    new GetParametersForImportCommand({
      KeyId: made,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_1',
      WrappingKeySpec: 'RSA_2048',
    }),
  );
  await kms.send(
    new ImportKeyMaterialCommand({
      KeyId: made,
      ImportToken: parameters.ImportToken,
      EncryptedKeyMaterial: wrap(id, parameters.PublicKey ?? new Uint8Array()),
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      ImportType: 'NEW_KEY_MATERIAL',
      KeyMaterialDescription: `kmes ref:${id.toString('hex')}`,
    }),
  );
  await kms.send(new ListAliasesCommand({ Limit: 100 }));
  await kms.send(new UpdateAliasCommand({ AliasName: input.alias, TargetKeyId: made }));
  keyId = made;
}

serveParent({
  async open(given: BareRotateInput) {
    input = given;
    ({ keyId } = given);
    openToken(given);
    const { region, endpoint, accessKeyId, secretAccessKey } = given;
    kms = new KMSClient({
      region,
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    });
  },
  /** Milliseconds of one rotation. */
  async rotate() {
    const started = performance.now();
    await rotate();
    return performance.now() - started;
  },
});
