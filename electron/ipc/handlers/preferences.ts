// preferences.*: how the window looks, kept for each identity, or for the window while nobody is logged in.
import type { Settings } from '../../ports/settings';
import { ConsoleError } from '../../../shared/errors';
import type { CallContext, Handlers } from '../handler';

/** JSON bytes of one value (ports/settings.ts). */
const maxValueBytes = 64 * 1024;

export function preferenceHandlers(settings: Settings, changed: () => void): Handlers<'preferences.get' | 'preferences.set'> {
  // Of a login of two, the first: it is their desk.
  const ownerOf = (context: CallContext): string => context.identities[0]?.id ?? 'window';
  return {
    'preferences.get': (input, context) => Promise.resolve({ value: settings.preference(ownerOf(context), input.key) ?? null }),
    'preferences.set': (input, context) => {
      if (Buffer.byteLength(JSON.stringify(input.value ?? null), 'utf8') > maxValueBytes) {
        throw new ConsoleError('input.too-large', { facts: { what: 'preference', maxBytes: maxValueBytes } });
      }
      settings.setPreference(ownerOf(context), input.key, input.value ?? null);
      changed();
      return Promise.resolve({});
    },
  };
}
