// The Settings port over electron-store: one small JSON file, replaced whole at each change.
import { z } from 'zod';
import { ConsoleError } from '../../../shared/errors';
import { environments, evaluationReasons } from '../../../shared/schemas/status';
import type { HsmCapabilities } from '../../ports/hsm';
import type { Installation, Settings } from '../../ports/settings';
import { openSettingsFile } from './settings-file';

/** Largest preference, as JSON. */
const maxPreferenceBytes = 64 * 1024;

const keys = {
  installation: 'installation',
  outsideHead: 'outside-head',
  pendingRestore: 'pending-restore',
  capabilities: (tokenSerial: string) => `capabilities/${tokenSerial}`,
  preference: (owner: string, key: string) => `preference/${JSON.stringify([owner, key])}`,
} as const;

const text = z.string();
/** Checked when read: whoever can write the file must not be able to make the console misread it. */
const installationSchema = z.object({
  storeId: text.regex(/^[0-9a-f]{32}$/),
  environment: z.enum(environments),
  evaluationReasons: z.array(z.enum(evaluationReasons)),
  createdAt: text,
  module: z.object({
    path: text,
    parameters: text.optional(),
    environment: z.record(text, text),
    approvedSha256: text.optional(),
  }),
  token: z.object({ label: text.optional(), serial: text.optional() }),
  pinInTwoParts: z.boolean(),
  sealedStoreKey: z.object({
    version: z.literal(1),
    method: z.enum(['AES_256_GCM', 'RSA_OAEP_SIGNED']),
    keyReference: text.regex(/^[0-9a-f]{32}$/),
    iv: text.optional(),
    oaepHash: z.enum(['SHA-256', 'SHA-1']).optional(),
    ciphertext: text,
    signature: text.optional(),
  }),
  anchorKey: z.object({
    reference: text,
    algorithm: z.enum(['ECDSA_SHA_256', 'RSASSA_PSS_SHA_256']),
    publicKeyDer: text,
  }),
});
const headSchema = z.object({ sequence: z.number().int().nonnegative(), hash: text.regex(/^[0-9a-f]{64}$/) });

const pendingRestoreSchema = z.object({
  version: z.literal(1),
  id: text,
  storeId: text,
  backup: z.object({ directory: text, createdAt: text, manifestSha256: text, head: headSchema }),
  lost: headSchema.nullable(),
  orderedAt: text,
  requestId: text.nullable(),
  identities: z.array(z.object({ id: text, name: text })),
  signature: text,
});

/**
 * Settings of a data folder. A file that cannot be read or holds something else rejects with `file.read-failed`,
 * one that cannot be written with `file.write-failed`; the old file stays whole.
 */
export function openSettings(dataDir: string): Settings {
  const file = reading(() => openSettingsFile(dataDir));
  const read = <T>(key: string, schema: z.ZodType<T>): T | null => {
    const value = reading(() => file.get(key));
    if (value === undefined) return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new ConsoleError('file.read-failed', { facts: { file: 'settings.json', field: fieldOf(key, parsed.error) } });
  };
  const write = (key: string, value: unknown): void => writing(() => file.set(key, value));
  const writing = (work: () => void): void => {
    try {
      work();
    } catch (thrown) {
      throw new ConsoleError('file.write-failed', {
        facts: { file: 'settings.json', reason: codeOf(thrown) },
        cause: thrown,
      });
    }
  };
  return {
    // Optional members are absent or strings, as the schema says; only the type of absence differs.
    installation: () => read(keys.installation, installationSchema) as Installation | null,
    setInstallation: (installation) => write(keys.installation, installation),
    capabilities: (tokenSerial) =>
      read(keys.capabilities(tokenSerial), z.record(text, z.unknown())) as HsmCapabilities | null,
    setCapabilities: (tokenSerial, capabilities) => write(keys.capabilities(tokenSerial), capabilities),
    outsideHead: () => read(keys.outsideHead, headSchema),
    setOutsideHead: ({ sequence, hash }) => write(keys.outsideHead, { sequence, hash }),
    pendingRestore: () => read(keys.pendingRestore, pendingRestoreSchema),
    setPendingRestore: (pending) => write(keys.pendingRestore, pending),
    endRestore: (head) =>
      writing(() => {
        const { [keys.pendingRestore]: _over, ...kept } = file.store;
        const outside = head === null ? {} : { [keys.outsideHead]: { sequence: head.sequence, hash: head.hash } };
        file.store = { ...kept, ...outside };
      }),
    preference: (owner, key) => reading(() => file.get(keys.preference(owner, key))),
    setPreference(owner, key, value) {
      const bytes = Buffer.byteLength(JSON.stringify(value ?? null));
      if (bytes > maxPreferenceBytes) {
        throw new ConsoleError('input.too-large', {
          facts: { what: 'preference', bytes, maxBytes: maxPreferenceBytes },
        });
      }
      write(keys.preference(owner, key), value ?? null);
    },
  };
}

function reading<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new ConsoleError('file.read-failed', {
      facts: { file: 'settings.json', reason: codeOf(thrown) },
      cause: thrown,
    });
  }
}

function fieldOf(key: string, error: z.ZodError): string {
  return [key, ...(error.issues[0]?.path ?? [])].map(String).join('.');
}

function codeOf(thrown: unknown): string {
  const code = (thrown as { code?: unknown } | null)?.code;
  if (typeof code === 'string') return code;
  return thrown instanceof SyntaxError ? 'not-json' : 'unknown';
}
