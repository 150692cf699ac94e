// The environment of hsm-host: a few harmless names of ours, plus what the officer set for the vendor's library.
import { ConsoleError } from '../../../shared/errors';
import { refusedVariable } from '../../domain/module-environment';

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
  const refused = refusedVariable(vendor) ?? Object.keys(vendor).find((name) => !namePattern.test(name));
  if (refused !== undefined) {
    throw new ConsoleError('input.invalid', {
      facts: { field: 'environment', name: refused.slice(0, 64), reason: 'name-refused' },
    });
  }
  for (const [name, value] of Object.entries(vendor)) {
    if (value.length > maxValueLength || value.includes('\0')) {
      throw new ConsoleError('input.invalid', { facts: { field: 'environment', name, reason: 'value-refused' } });
    }
    environment[name] = value;
  }
  return environment;
}
