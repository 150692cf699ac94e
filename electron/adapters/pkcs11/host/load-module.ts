// Loads the vendor's library: hashed before and after, compared with what the officers approved, and only then initialised.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { ConsoleError } from '../../../../shared/errors';
import type { HsmModule, ModuleInfo } from '../../../ports/hsm';
import { ck } from './pkcs11-api';
import type { Library } from './pkcs11-api';
import { tokenCall } from './token-call';
import { isSoftwareToken, listTokens } from './token-list';

export interface LoadedModule {
  readonly library: Library;
  readonly info: ModuleInfo;
}

/** Hashes, compares, loads and initialises; `hsm.module-missing`, `-changed` or `-invalid` where the file is not what it should be. */
export async function loadModule(module: HsmModule): Promise<LoadedModule> {
  const sha256 = await hashModule(module.path);
  assertApproved(module, sha256);
  const library = openLibrary(module.path);
  // A file put in its place between the two: what was loaded is then not what was hashed.
  assertApproved({ path: module.path, approvedSha256: sha256 }, await hashModule(module.path));
  initialize(library, module.parameters);
  return { library, info: describeModule(library, module.path, sha256) };
}

/** SHA-256 (64 hex) of a module's file. */
export async function hashModule(path: string): Promise<string> {
  if (!isAbsolute(path)) throw new ConsoleError('hsm.module-invalid', { facts: { path, reason: 'path-not-absolute' } });
  try {
    if (!(await stat(path)).isFile())
      throw new ConsoleError('hsm.module-invalid', { facts: { path, reason: 'not-a-file' } });
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof ConsoleError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new ConsoleError('hsm.module-missing', { facts: { path, reason }, cause: error });
  }
}

function assertApproved(module: Pick<HsmModule, 'path' | 'approvedSha256'>, sha256: string): void {
  if (module.approvedSha256 === undefined || module.approvedSha256 === sha256) return;
  throw new ConsoleError('hsm.module-changed', {
    facts: { path: module.path, approvedSha256: module.approvedSha256, foundSha256: sha256 },
  });
}

function openLibrary(path: string): Library {
  const library = new ck.PKCS11();
  try {
    library.load(path);
    return library;
  } catch (error) {
    throw new ConsoleError('hsm.module-invalid', { facts: { path, reason: 'not-pkcs11' }, cause: error });
  }
}

function initialize(library: Library, parameters: string | undefined): void {
  // pkcs11js runs long calls on worker threads, so the library must lock for itself.
  const flags = ck.CKF_OS_LOCKING_OK;
  tokenCall('C_Initialize', 'read', () =>
    // pkcs11js copies one character less than it is given: the space is what gets lost.
    library.C_Initialize(parameters === undefined ? { flags } : { flags, libraryParameters: `${parameters} ` }),
  );
}

function describeModule(library: Library, path: string, sha256: string): ModuleInfo {
  const info = tokenCall('C_GetInfo', 'read', () => library.C_GetInfo());
  const tokens = listTokens(library).map(({ token }) => token);
  const manufacturer = info.manufacturerID.replace(/[\0 ]+$/, '');
  return {
    path,
    sha256,
    description: info.libraryDescription.replace(/[\0 ]+$/, ''),
    manufacturer,
    libraryVersion: `${info.libraryVersion.major}.${info.libraryVersion.minor}`,
    cryptokiVersion: `${info.cryptokiVersion.major}.${info.cryptokiVersion.minor}`,
    software: tokens.some((token) => isSoftwareToken(manufacturer, token)) || isSoftwareToken(manufacturer, null),
    tokens,
  };
}
