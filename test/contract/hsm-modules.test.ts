// Which module is loaded and which token is taken: by path, hash, label and serial, and never by guess.
import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { HsmModule } from '../../electron/ports/hsm';
import { recordedHsm } from '../support/tokens/recorded-hsm';
import { createSoftHsm, softHsmLibrary } from '../support/tokens/softhsm';

const label = 'KMES evaluation';
const pin = 'correct-horse-5291';
const soPin = '83920174';

describe('a module', () => {
  const { hsm } = recordedHsm();
  const softHsm = createSoftHsm();
  const folder = mkdtempSync(join(tmpdir(), 'kmes-modules-'));
  afterAll(async () => {
    await hsm.close();
    softHsm.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (path: string, more: Partial<HsmModule> = {}): HsmModule => ({ ...softHsm.module, path, ...more });

  it('that is not there is missing', async () => {
    await expect(hsm.inspect(at(join(folder, 'none.so')))).rejects.toMatchObject({
      code: 'hsm.module-missing',
      facts: { reason: 'ENOENT' },
    });
  });

  it('that is a folder is not one', async () => {
    await expect(hsm.inspect(at(folder))).rejects.toMatchObject({
      code: 'hsm.module-invalid',
      facts: { reason: 'not-a-file' },
    });
  });

  it('is never looked for by a relative path', async () => {
    await expect(hsm.inspect(at('libsofthsm2.so'))).rejects.toMatchObject({
      code: 'hsm.module-invalid',
      facts: { reason: 'path-not-absolute' },
    });
  });

  it('that is text is not PKCS#11', async () => {
    const path = join(folder, 'text.so');
    writeFileSync(path, 'not a library\n');
    await expect(hsm.inspect(at(path))).rejects.toMatchObject({
      code: 'hsm.module-invalid',
      facts: { reason: 'not-pkcs11' },
    });
  });

  it('that is another kind of library is not PKCS#11', async () => {
    const source = join(folder, 'other.c');
    const path = join(folder, 'other.so');
    writeFileSync(source, 'int other(void) { return 1; }\n');
    execFileSync('cc', ['-shared', '-fPIC', '-o', path, source]);
    await expect(hsm.inspect(at(path))).rejects.toMatchObject({
      code: 'hsm.module-invalid',
      facts: { reason: 'not-pkcs11' },
    });
  });

  it('whose file has changed since it was approved is not loaded', async () => {
    const path = join(folder, 'changed.so');
    copyFileSync(softHsmLibrary(), path);
    const { sha256 } = await hsm.inspect(at(path));
    await expect(hsm.inspect(at(path, { approvedSha256: sha256 }))).resolves.toMatchObject({ sha256 });
    appendFileSync(path, '\0');
    const call = hsm.inspect(at(path, { approvedSha256: sha256 }));
    await expect(call).rejects.toMatchObject({ code: 'hsm.module-changed', facts: { path, approvedSha256: sha256 } });
  });

  it('cannot be given variables that load other code', async () => {
    for (const name of ['LD_PRELOAD', 'LD_LIBRARY_PATH', 'NODE_OPTIONS', 'OPENSSL_CONF']) {
      const environment = { ...softHsm.module.environment, [name]: '/tmp/other.so' };
      await expect(hsm.inspect(at(softHsmLibrary(), { environment }))).rejects.toMatchObject({
        code: 'input.invalid',
        facts: { name },
      });
    }
  });
});

describe('a token', () => {
  const { hsm } = recordedHsm();
  const softHsm = createSoftHsm();
  afterAll(async () => {
    await hsm.close();
    softHsm.remove();
  });

  it('is made in a free slot, once under its name', async () => {
    const made = await hsm.initializeToken(softHsm.module, { label, pin, soPin });
    expect(made).toMatchObject({ label, initialized: true });
    await expect(hsm.initializeToken(softHsm.module, { label, pin, soPin })).rejects.toMatchObject({
      code: 'hsm.token-ambiguous',
      facts: { reason: 'label-taken' },
    });
  });

  it('is not made with a name of more than 32 bytes, nor with a PIN that the token finds too short', async () => {
    await expect(hsm.initializeToken(softHsm.module, { label: 'é'.repeat(17), pin, soPin })).rejects.toMatchObject({
      code: 'input.invalid',
    });
    await expect(hsm.initializeToken(softHsm.module, { label: 'short', pin: '12', soPin })).rejects.toMatchObject({
      code: 'hsm.pin-invalid',
    });
  });

  it('is ambiguous by a label that two have, and clear by its serial', async () => {
    const env = { ...process.env, ...softHsm.module.environment };
    execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', soPin], {
      env,
      stdio: 'ignore',
    });
    const { tokens } = await hsm.inspect(softHsm.module);
    const serials = tokens.filter((token) => token.label === label).map(({ serial }) => serial);
    expect(serials).toHaveLength(2);
    await expect(hsm.connect(softHsm.module, { label })).rejects.toMatchObject({
      code: 'hsm.token-ambiguous',
      facts: { found: 2 },
    });
    await expect(hsm.connect(softHsm.module, { label, serial: serials[1]! })).resolves.toMatchObject({
      serial: serials[1],
    });
  });
});
