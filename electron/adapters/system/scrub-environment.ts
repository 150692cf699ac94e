// Drops from the environment what could redirect AWS traffic, weaken TLS or slip code into this program or a child of it.

/** Compared in upper case: proxy variables are read in both cases, and Windows knows no case. */
const dropped: readonly RegExp[] = [
  // Endpoints, CA bundle, profiles, config and credential files, credentials themselves, metadata services: the SDK gets all it
  // needs from the approved credential.
  /^AWS_/,
  /^SMITHY_/,
  // NODE_EXTRA_CA_CERTS, NODE_TLS_REJECT_UNAUTHORIZED, NODE_OPTIONS, NODE_PATH, NODE_USE_ENV_PROXY, NODE_DEBUG (prints requests) …
  /^NODE_(?!ENV$)/,
  // HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, and the forms that tools prefix.
  /(^|_)PROXY$/,
  // Trust store and configuration of OpenSSL; the file into which TLS keys would be written.
  /^SSL_CERT_(FILE|DIR)$/,
  /^OPENSSL_/,
  /^SSLKEYLOGFILE$/,
];

/**
 * Deletes such variables from `env` and returns their names, sorted, for the log. Values are not returned: they may be credentials.
 * Must run before any library is loaded, as some read the environment when they load.
 */
export function scrubEnvironment(env: Record<string, string | undefined>): readonly string[] {
  const names = Object.keys(env).filter((name) => dropped.some((pattern) => pattern.test(name.toUpperCase())));
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- assigning undefined to process.env would leave the text "undefined"
  for (const name of names) delete env[name];
  return names.sort();
}
