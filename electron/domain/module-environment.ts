// Which variables may be set for a vendor's library: its own, and never one by which code is loaded or traffic redirected.

/** Prefixes of variables that a loader, a runtime or a library of ours obeys. */
const refusedPrefixes = [
  'LD_',
  'DYLD_',
  'NODE_',
  'NPM_',
  'ELECTRON_',
  'AWS_',
  'OPENSSL_',
  'SSL_',
  'GLIBC_',
  'MALLOC_',
  'BASH_',
  'PYTHON',
  'PERL',
  'RUBY',
  'JAVA_',
  'GCONV_',
  'GIO_',
  'GTK_',
  'QT_',
  'UV_',
];
const refusedNames = new Set([
  'PATH',
  'HOME',
  'SHELL',
  'ENV',
  'IFS',
  'TMPDIR',
  'LOCPATH',
  'NLSPATH',
  'HOSTALIASES',
  'RES_OPTIONS',
  'LOCALDOMAIN',
  'RESOLV_HOST_CONF',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'FTP_PROXY',
  'GETCONF_DIR',
  'NIS_PATH',
  'LIBPATH',
  'SHLIB_PATH',
  'TZDIR',
]);

/** The first name that is refused, or null. Names are compared without case: some systems do not tell them apart. */
export function refusedVariable(environment: Readonly<Record<string, string>>): string | null {
  return (
    Object.keys(environment).find((given) => {
      const name = given.toUpperCase();
      return refusedNames.has(name) || refusedPrefixes.some((prefix) => name.startsWith(prefix));
    }) ?? null
  );
}
