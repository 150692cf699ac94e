import { describe, expect, it } from 'vitest';
import { refusedVariable } from '../../../electron/domain/module-environment';

describe('variables for a vendor library', () => {
  it.each([
    'LD_PRELOAD',
    'LD_LIBRARY_PATH',
    'LD_AUDIT',
    'DYLD_INSERT_LIBRARIES',
    'NODE_OPTIONS',
    'ELECTRON_RUN_AS_NODE',
    'AWS_ENDPOINT_URL',
    'OPENSSL_CONF',
    'GLIBC_TUNABLES',
    'GCONV_PATH',
    'PATH',
    'HTTPS_PROXY',
    'PYTHONPATH',
  ])('refuse %s', (name) => {
    expect(refusedVariable({ SOFTHSM2_CONF: '/etc/softhsm2.conf', [name]: 'x' })).toBe(name);
  });

  it('refuse a name whatever its case', () => {
    expect(refusedVariable({ ld_preload: 'x' })).toBe('ld_preload');
  });

  it.each([
    'SOFTHSM2_CONF',
    'CKNFAST_LOADSHARING',
    'NFAST_HOME',
    'CS_PKCS11_R3_CFG',
    'YUBIHSM_PKCS11_CONF',
    'PKCSLIB',
    'FXPKCS11_CFG',
  ])('allow %s', (name) => {
    expect(refusedVariable({ [name]: '/etc/vendor.conf' })).toBeNull();
  });
});
