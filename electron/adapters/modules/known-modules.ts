// Where vendors install their PKCS#11 libraries (their installation guides; Debian's packages for the software tokens).
import { access, constants } from 'node:fs/promises';
import type { FoundModule } from '../../ports/modules';

export const softHsmPaths = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
  'C:\\SoftHSM2\\lib\\softhsm2-x64.dll',
] as const;

const hardware = (name: string, ...paths: string[]): readonly FoundModule[] =>
  paths.map((path) => ({ name, path, software: false }));
const software = (name: string, ...paths: string[]): readonly FoundModule[] =>
  paths.map((path) => ({ name, path, software: true }));

// NSS is left out: its library serves nothing without parameters that name a database.
const candidates: readonly FoundModule[] = [
  ...hardware('Futurex', '/usr/local/lib/libfxpkcs11.so', '/usr/local/lib/fxpkcs11/libfxpkcs11.so'),
  ...hardware(
    'Thales Luna',
    '/usr/safenet/lunaclient/lib/libCryptoki2_64.so',
    '/usr/lib/libCryptoki2_64.so',
    'C:\\Program Files\\SafeNet\\LunaClient\\cryptoki.dll',
  ),
  ...hardware(
    'Entrust nShield',
    '/opt/nfast/toolkits/pkcs11/libcknfast.so',
    'C:\\Program Files\\nCipher\\nfast\\toolkits\\pkcs11\\cknfast.dll',
  ),
  ...hardware(
    'AWS CloudHSM',
    '/opt/cloudhsm/lib/libcloudhsm_pkcs11.so',
    'C:\\Program Files\\Amazon\\CloudHSM\\lib\\cloudhsm_pkcs11.dll',
  ),
  ...hardware('Utimaco CryptoServer', '/usr/lib/libcs_pkcs11_R3.so', '/opt/utimaco/lib/libcs_pkcs11_R3.so'),
  ...hardware(
    'YubiHSM 2',
    '/usr/lib/x86_64-linux-gnu/pkcs11/yubihsm_pkcs11.so',
    'C:\\Program Files\\Yubico\\YubiHSM Shell\\bin\\pkcs11\\yubihsm_pkcs11.dll',
  ),
  ...software('SoftHSM 2', ...softHsmPaths),
  ...software(
    'openCryptoki',
    '/usr/lib/x86_64-linux-gnu/pkcs11/libopencryptoki.so',
    '/usr/lib/opencryptoki/libopencryptoki.so',
    '/usr/lib64/opencryptoki/libopencryptoki.so',
  ),
];

async function readable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    // Not there, or not for us: either way it is not offered.
    () => false,
  );
}

/** The first readable path of each library. */
export async function findInstalledModules(): Promise<readonly FoundModule[]> {
  const found: FoundModule[] = [];
  for (const candidate of candidates) {
    if (found.some((module) => module.name === candidate.name)) continue;
    if (await readable(candidate.path)) found.push(candidate);
  }
  return found;
}
