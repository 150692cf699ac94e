// The environment of hsm-host: a few harmless names of ours, plus what the officer set for the vendor's library.
import { ConsoleError } from '../../../shared/errors';

/** Where libraries look for their files, and how they write; Windows needs its system folders to load a DLL at all. */
const inheritedNames = [
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'SystemDrive',
  'windir',
  'ProgramData',
  'APPDATA',
  'LOCALAPPDATA',
  'USERPROFILE',
];

/** Names that make a process load or run other code than the module that was hashed. */
const refusedNames = [
  /^(LD|DYLD|_RLD|NODE|NPM|ELECTRON|CHROME|PYTHON|PERL|RUBY|JAVA|JDK|MALLOC|BASH)_/,
  /^(PATH|LIBPATH|SHLIB_PATH|IFS|ENV|SHELL|GCONV_PATH|LOCPATH|NLSPATH|GLIBC_TUNABLES|PERL5LIB|PYTHONPATH|CLASSPATH|JAVA_TOOL_OPTIONS|PSMODULEPATH|COMSPEC)$/i,
  /^OPENSSL_(CONF|ENGINES|MODULES)$/,
];
const namePattern = /^[A-Za-z][A-Za-z0-9_]{1,63}$/;
const maxValueLength = 1000;

/** Builds it; a name or value that is not allowed is `input.invalid` (fact `name`, never the value). */
export function hostEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  vendor: Readonly<Record<string, string>>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of inheritedNames) {
    const value = own[name];
    if (value !== undefined) environment[name] = value;
  }
  for (const [name, value] of Object.entries(vendor)) {
    const allowed = namePattern.test(name) && !refusedNames.some((pattern) => pattern.test(name.toUpperCase()));
    if (!allowed)
      throw new ConsoleError('input.invalid', {
        facts: { field: 'environment', name: name.slice(0, 64), reason: 'name-refused' },
      });
    if (value.length > maxValueLength || value.includes('\0')) {
      throw new ConsoleError('input.invalid', { facts: { field: 'environment', name, reason: 'value-refused' } });
    }
    environment[name] = value;
  }
  return environment;
}
