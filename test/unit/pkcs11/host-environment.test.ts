// What reaches the process that loads the vendor's library: an allow-list, and nothing that loads other code.
import { describe, expect, it } from 'vitest';
import { hostEnvironment } from '../../../electron/adapters/pkcs11/host-environment';

const refused = (name: string): unknown =>
  expect.objectContaining({ code: 'input.invalid', facts: expect.objectContaining({ name }) as unknown });

describe('the environment of the HSM host', () => {
  it('has a few names of ours and what the officer set', () => {
    const own = {
      HOME: '/home/officer',
      LANG: 'C.UTF-8',
      AWS_SECRET_ACCESS_KEY: 'no',
      NODE_OPTIONS: '--require /tmp/x',
      LD_PRELOAD: '/tmp/x.so',
    };
    expect(hostEnvironment(own, { SOFTHSM2_CONF: '/data/softhsm2.conf' })).toEqual({
      HOME: '/home/officer',
      LANG: 'C.UTF-8',
      SOFTHSM2_CONF: '/data/softhsm2.conf',
    });
  });

  it.each(['CKNFAST_LOADSHARING', 'ChrystokiConfigurationPath', 'YUBIHSM_PKCS11_CONF', 'NSS_LIB_PARAMS'])(
    'takes %s',
    (name) => {
      expect(hostEnvironment({}, { [name]: '1' })).toEqual({ [name]: '1' });
    },
  );

  it.each([
    'LD_PRELOAD',
    'LD_LIBRARY_PATH',
    'LD_AUDIT',
    'DYLD_INSERT_LIBRARIES',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'ELECTRON_RUN_AS_NODE',
    'GCONV_PATH',
    'LOCPATH',
    'GLIBC_TUNABLES',
    'MALLOC_CHECK_',
    'OPENSSL_CONF',
    'OPENSSL_MODULES',
    'PATH',
    'Path',
    'LIBPATH',
    'BASH_ENV',
  ])('refuses %s', (name) => {
    expect(() => hostEnvironment({}, { [name]: '/tmp/x' })).toThrow(refused(name));
  });

  it('refuses names that are none, and values no variable can hold', () => {
    expect(() => hostEnvironment({}, { 'A=B': '1' })).toThrow(refused('A=B'));
    expect(() => hostEnvironment({}, { VENDOR: 'a\0b' })).toThrow(refused('VENDOR'));
    expect(() => hostEnvironment({}, { VENDOR: 'x'.repeat(1001) })).toThrow(refused('VENDOR'));
  });

  it('never tells the value it refuses', () => {
    try {
      hostEnvironment({}, { LD_PRELOAD: 'sekret-value' });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify((error as { toShape: () => unknown }).toShape())).not.toContain('sekret-value');
    }
  });
});
