// The HSM contract on SoftHSM 2, with a token that the console itself initialised.
import { createSoftHsm } from '../support/tokens/softhsm';
import { hsmContract } from './hsm.contract';

const label = 'KMES evaluation';
const pin = 'correct-horse-5291';

hsmContract({
  name: 'SoftHSM',
  take: async ({ hsm }) => {
    const softHsm = createSoftHsm();
    await hsm.initializeToken(softHsm.module, { label, pin, soPin: '83920174' });
    return { module: softHsm.module, label, pin, release: () => softHsm.remove() };
  },
  expected: {
    aesKeyGen: true,
    ...{ hmac224: true, hmac256: true, hmac384: true, hmac512: true },
    // SoftHSM 2.6.1 lists CKM_RSA_PKCS_OAEP and takes SHA-1 only.
    wrapOaepSha256: false,
    wrapOaepSha1: true,
    sealAesGcm: true,
    sealRsaOaep: true,
    signEcdsaP256: true,
    signRsaPss: true,
    checkValue: 'AES_ECB_ZEROS',
    localIsTruthful: true,
    repeatedIdIsSafe: true,
  },
  makesReadableKeys: true,
});
