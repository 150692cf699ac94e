// Which Debian packages are missing, and what a person without rights is told to run.
import { describe, expect, it } from 'vitest';
import {
  installCommand,
  missingPackages,
  missingPackagesMessage,
  packagesOf,
} from '../../../scripts/lib/debian-packages.mjs';

const status = [
  'softhsm2 installed',
  'libnss3:amd64 installed',
  'libgtk-3-0t64:amd64 installed',
  'xvfb config-files',
  'unzip not-installed',
  '',
].join('\n');

describe('missing packages', () => {
  it('are those dpkg does not have installed, in the order wanted', () => {
    expect(missingPackages(['xvfb', 'softhsm2', 'unzip', 'g++'], status)).toEqual(['xvfb', 'unzip', 'g++']);
  });
  it('are not those installed for an architecture or under their t64 name', () => {
    expect(missingPackages(['libnss3', 'libgtk-3-0'], status)).toEqual([]);
  });
  it('are all of them where dpkg says nothing', () => {
    expect(missingPackages(['xvfb', 'unzip'], '')).toEqual(['xvfb', 'unzip']);
  });
});

describe('packages of several purposes', () => {
  it('are named once each', () => {
    const packages = packagesOf(['evaluation', 'tokens', 'window']);
    expect(packages.filter((name) => name === 'softhsm2')).toHaveLength(1);
    expect(packages.filter((name) => name === 'libnss3')).toHaveLength(1);
    expect(packages).toContain('opencryptoki');
  });
  it('do not ask for compilers to show a window', () => {
    expect(packagesOf(['window'])).not.toContain('g++');
  });
});

describe('the command to run', () => {
  it('goes through sudo for a normal user and without it for root', () => {
    expect(installCommand(['xvfb', 'unzip'], false)).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb unzip',
    );
    expect(installCommand(['xvfb'], true)).toBe('apt-get update && apt-get install -y --no-install-recommends xvfb');
  });
  it('stands alone on one line of the message', () => {
    const lines = missingPackagesMessage(['xvfb'], false, 'Not permitted.').split('\n');
    expect(lines.filter((line) => line.includes('apt-get install'))).toEqual([`  ${installCommand(['xvfb'], false)}`]);
    expect(lines).toContain('Not permitted.');
  });
});
