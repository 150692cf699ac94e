// GetPublicKey, Sign, Verify and DeriveSharedSecret with RSA and ECC keys.
import {
  constants,
  createPublicKey,
  diffieHellman,
  sign as signBytes,
  verify as verifyBytes,
  type SigningOptions,
} from 'node:crypto';
import { AwsError, unsupported, validation } from '../aws-error';
import { privateKeyOf } from '../crypto/private-key';
import type { KeyRecord } from '../model/key-record';
import { algorithmLists, keyFamily } from '../model/key-specs';
import { requireState } from '../model/key-state';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationContext, OperationFamily } from './operation';
import { recordUse } from './record-use';
import { incompatible, secretOf, usableKey } from './use-key';

const MAX_MESSAGE = 4096;
const MAX_SIGNATURE = 6144;

const getPublicKey: Operation = (input, context) => {
  const key = context.records.resolve(input.keyId(), 'aliases');
  const arn = context.records.arn(key.keyId);
  if (keyFamily(key.keySpec) === 'symmetric' || keyFamily(key.keySpec) === 'hmac') {
    throw unsupported(`${arn} key spec is ${key.keySpec} which is not valid for this operation.`);
  }
  requireState(key, arn, ['Enabled']);
  const publicKey = createPublicKey(privateKeyOf(secretOf(key))).export({ format: 'der', type: 'spki' });
  return {
    KeyId: arn,
    PublicKey: publicKey.toString('base64'),
    CustomerMasterKeySpec: key.keySpec,
    KeySpec: key.keySpec,
    KeyUsage: key.keyUsage,
    ...algorithmLists(key.keySpec, key.keyUsage),
  };
};

interface Signing {
  readonly key: KeyRecord;
  readonly algorithm: string;
  readonly hash: string;
  readonly message: Buffer;
  readonly options: SigningOptions;
}

/** What Sign and Verify have in common. A message is hashed here; ready digests the simulator does not take. */
function signingOf(input: RequestInput, context: OperationContext): Signing {
  const message = input.bytes('Message', 1, MAX_MESSAGE);
  const algorithm = input.text('SigningAlgorithm', { min: 1 });
  if ((input.optionalOneOf('MessageType', ['RAW', 'DIGEST']) ?? 'RAW') === 'DIGEST') {
    throw unsupported('The simulator signs messages of MessageType RAW only.');
  }
  const key = usableKey(input, 'SIGN_VERIFY', context);
  const offered = algorithmLists(key.keySpec, key.keyUsage)['SigningAlgorithms'] ?? [];
  if (!offered.includes(algorithm)) throw incompatible(algorithm, key);
  const options = algorithm.startsWith('RSASSA_PSS')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {};
  return { key, algorithm, hash: `sha${algorithm.slice(-3)}`, message, options };
}

const sign: Operation = (input, context) => {
  const { key, algorithm, hash, message, options } = signingOf(input, context);
  const signature = signBytes(hash, message, { key: privateKeyOf(secretOf(key)), ...options });
  recordUse(key, 'Sign', context);
  return {
    KeyId: context.records.arn(key.keyId),
    Signature: signature.toString('base64'),
    SigningAlgorithm: algorithm,
  };
};

const verify: Operation = (input, context) => {
  const signature = input.bytes('Signature', 1, MAX_SIGNATURE);
  const { key, algorithm, hash, message, options } = signingOf(input, context);
  const publicKey = createPublicKey(privateKeyOf(secretOf(key)));
  if (!verifyBytes(hash, message, { key: publicKey, ...options }, signature)) {
    throw new AwsError('KMSInvalidSignatureException', '');
  }
  recordUse(key, 'Verify', context);
  return { KeyId: context.records.arn(key.keyId), SignatureValid: true, SigningAlgorithm: algorithm };
};

const deriveSharedSecret: Operation = (input, context) => {
  const algorithm = input.oneOf('KeyAgreementAlgorithm', ['ECDH']);
  const peer = input.bytes('PublicKey', 1, 8192);
  const key = usableKey(input, 'KEY_AGREEMENT', context);
  const secret = sharedSecret(privateKeyOf(secretOf(key)), peer);
  recordUse(key, 'DeriveSharedSecret', context);
  return {
    KeyId: context.records.arn(key.keyId),
    SharedSecret: secret.toString('base64'),
    KeyAgreementAlgorithm: algorithm,
    KeyOrigin: key.origin,
  };
};

function sharedSecret(privateKey: ReturnType<typeof privateKeyOf>, peer: Buffer): Buffer {
  try {
    const publicKey = createPublicKey({ key: peer, format: 'der', type: 'spki' });
    return diffieHellman({ privateKey, publicKey });
  } catch {
    throw validation('PublicKey is not a public key on the curve of the KMS key.');
  }
}

export const asymmetricOperations: OperationFamily = {
  GetPublicKey: getPublicKey,
  Sign: sign,
  Verify: verify,
  DeriveSharedSecret: deriveSharedSecret,
};
