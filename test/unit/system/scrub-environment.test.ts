// What could redirect AWS traffic or slip code in is dropped from the environment; the rest stays.
import { describe, expect, it } from 'vitest';
import { scrubEnvironment } from '../../../electron/adapters/system/scrub-environment';

describe('scrubEnvironment', () => {
  it.each([
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_KMS',
    'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
    'AWS_CA_BUNDLE',
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_REGION',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_EC2_METADATA_SERVICE_ENDPOINT',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_OPTIONS',
    'NODE_PATH',
    'NODE_USE_ENV_PROXY',
    'NODE_DEBUG',
    'HTTP_PROXY',
    'http_proxy',
    'Https_Proxy',
    'ALL_PROXY',
    'no_proxy',
    'npm_config_https_proxy',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'SSLKEYLOGFILE',
    'OPENSSL_CONF',
  ])('drops %s and names it', (name) => {
    const env: Record<string, string | undefined> = { [name]: 'value', HOME: '/home/officer' };
    expect(scrubEnvironment(env)).toEqual([name]);
    expect(Object.keys(env)).toEqual(['HOME']);
  });

  it('leaves what the desktop and vendor libraries need', () => {
    const env = {
      PATH: '/usr/bin',
      HOME: '/home/officer',
      DISPLAY: ':0',
      LANG: 'de_DE.UTF-8',
      NODE_ENV: 'production',
      SOFTHSM2_CONF: '/etc/softhsm2.conf',
      CKNFAST_LOADSHARING: '1',
      XDG_RUNTIME_DIR: '/run/user/1000',
      APPROXIMATE: 'not a proxy',
    };
    const before = { ...env };
    expect(scrubEnvironment(env)).toEqual([]);
    expect(env).toEqual(before);
  });

  it('returns names in order and no values', () => {
    const env = {
      no_proxy: 'secret-host',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI',
      NODE_OPTIONS: '--require ./evil.js',
    };
    expect(scrubEnvironment(env)).toEqual(['AWS_SECRET_ACCESS_KEY', 'NODE_OPTIONS', 'no_proxy']);
  });
});
