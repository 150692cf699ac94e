// The HSM contract on NSS softokn, whose library wants parameters at C_Initialize.
import { createNssToken } from '../support/tokens/nss';
import { hsmContract } from './hsm.contract';

const pin = 'correct-horse-5291';

hsmContract({
  name: 'NSS softokn',
  take: async () => {
    const { module, label, remove } = createNssToken(pin);
    return { module, label, pin, release: remove };
  },
  expected: {
    aesKeyGen: true,
    ...{ hmac224: true, hmac256: true, hmac384: true, hmac512: true },
    wrapOaepSha256: true,
    wrapOaepSha1: true,
    sealAesGcm: true,
    sealRsaOaep: true,
    signEcdsaP256: true,
    signRsaPss: true,
    checkValue: 'AES_CMAC_ZEROS',
    localIsTruthful: false,
    repeatedIdIsSafe: false,
  },
  // NSS makes every key of its database sensitive, asked or not.
  makesReadableKeys: false,
});
