// preferences.*: how the window looks, kept for each identity, or for the window while nobody is logged in.
import type { Settings } from '../../ports/settings';
import { ConsoleError } from '../../../shared/errors';
import type { CallContext } from '../../services/controlled-command';
import type { Handlers } from '../handler';

/** Enough for every table and pane; a hostile page must not fill the disk with names. */
export const maxPreferences = 200;
/** JSON bytes of all values of one owner. */
export const maxPreferenceBytes = 256 * 1024;
/** Sizes by key; no call can name it, since keys of the window begin with a letter. */
const indexKey = '_sizes';

export function preferenceHandlers(
  settings: Settings,
  changed: () => void,
): Handlers<'preferences.get' | 'preferences.set'> {
  // Of a login of two, the first: it is their desk.
  const ownerOf = (context: CallContext): string => context.identities[0]?.id ?? 'window';
  return {
    'preferences.get': (input, context) =>
      Promise.resolve({ value: settings.preference(ownerOf(context), input.key) ?? null }),
    'preferences.set': (input, context) => {
      const owner = ownerOf(context);
      const value = input.value ?? null;
      const before = sizesOf(settings.preference(owner, indexKey));
      const sizes = { ...before, [input.key]: Buffer.byteLength(JSON.stringify(value), 'utf8') };
      const total = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
      if (Object.keys(sizes).length > maxPreferences || total > maxPreferenceBytes) {
        throw new ConsoleError('input.too-large', { facts: { what: 'preferences', maxBytes: maxPreferenceBytes } });
      }
      settings.setPreference(owner, indexKey, sizes);
      settings.setPreference(owner, input.key, value);
      changed();
      return Promise.resolve({});
    },
  };
}

function sizesOf(kept: unknown): Readonly<Record<string, number>> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  );
}
