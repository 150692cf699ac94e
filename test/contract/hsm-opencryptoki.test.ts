// The HSM contract on openCryptoki's soft token, which has neither GCM nor elliptic curves.
import { takeOpenCryptoki } from '../support/tokens/opencryptoki';
import { hsmContract } from './hsm.contract';

const pin = 'kHorse52';

hsmContract({
  name: 'openCryptoki',
  take: async () => {
    const { module, label, release } = await takeOpenCryptoki(pin);
    return { module, label, pin, release };
  },
  expected: {
    aesKeyGen: true,
    ...{ hmac224: false, hmac256: true, hmac384: true, hmac512: true },
    wrapOaepSha256: true,
    wrapOaepSha1: true,
    sealAesGcm: false,
    sealRsaOaep: true,
    signEcdsaP256: false,
    signRsaPss: true,
    checkValue: 'AES_ECB_ZEROS',
    localIsTruthful: true,
    repeatedIdIsSafe: true,
  },
  makesReadableKeys: true,
});
