// The command line: which folders are taken, which switches a packaged console refuses.
import { describe, expect, it } from 'vitest';
import { findDangerousSwitches, parseLaunchOptions } from '../../electron/shell/launch-options';

describe('the data folder on the command line', () => {
  it('is absent by default', () => {
    expect(parseLaunchOptions(['.', '--no-sandbox'], '/srv/console')).toEqual({ dataDir: null });
  });

  it.each([
    [['--data-dir', '/var/kmes'], '/var/kmes'],
    [['--data-dir=/var/kmes'], '/var/kmes'],
    [['--data-dir', 'data/../other'], '/srv/console/other'],
    [['--data-dir', '/var/a/../kmes'], '/var/kmes'],
  ])('is resolved to an absolute folder: %j', (argv, expected) => {
    expect(parseLaunchOptions(argv, '/srv/console').dataDir).toBe(expected);
  });

  it.each([
    [['--data-dir']],
    [['--data-dir', '']],
    [['--data-dir=']],
    [['--data-dir', '--no-sandbox']],
    [['--data-dir', '/a\0b']],
    [['--data-dir', '/a', '--data-dir', '/b']],
  ])('is refused when it names no single folder: %j', (argv) => {
    expect(() => parseLaunchOptions(argv, '/srv/console')).toThrow(
      expect.objectContaining({ code: 'input.invalid', facts: { option: '--data-dir' } }),
    );
  });
});

describe('switches that would open the console to other programs', () => {
  it('are found with and without a value', () => {
    expect(findDangerousSwitches(['app', '--remote-debugging-port=0', '--inspect', '--data-dir', '/x'])).toEqual([
      'remote-debugging-port',
      'inspect',
    ]);
  });

  it('are not confused with switches that only begin alike', () => {
    expect(findDangerousSwitches(['app', '--inspector-theme', 'inspect', '--data-dir=/inspect'])).toEqual([]);
  });
});
