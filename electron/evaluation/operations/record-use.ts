// Notes the last successful cryptographic use of a key, which GetKeyLastUsage answers.
import { randomUUID } from 'node:crypto';
import type { KeyRecord } from '../model/key-record';
import type { OperationContext } from './operation';

export function recordUse(key: KeyRecord, operation: string, context: OperationContext): void {
  const { nowMs, requestId } = context;
  context.records.noteUsage(key.keyId, { operation, atMs: nowMs, eventId: randomUUID(), requestId });
}
