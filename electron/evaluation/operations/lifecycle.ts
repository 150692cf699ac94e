// EnableKey, DisableKey, ScheduleKeyDeletion, CancelKeyDeletion and UpdateKeyDescription.
import { timestamp } from '../model/key-metadata';
import { invalidState } from '../aws-error';
import type { KeyRecord } from '../model/key-record';
import { keyState, requireState, type KeyState } from '../model/key-state';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationContext, OperationFamily } from './operation';

const DAY_MS = 86_400_000;

function keyInState(input: RequestInput, context: OperationContext, allowed: readonly KeyState[]): KeyRecord {
  const key = context.records.resolveForChange(input.keyId());
  requireState(key, context.records.arn(key.keyId), allowed);
  return key;
}

function setEnabled(enabled: boolean): Operation {
  return (input, context) => {
    context.records.putKey({ ...keyInState(input, context, ['Enabled', 'Disabled']), enabled });
    return {};
  };
}

const scheduleKeyDeletion: Operation = (input, context) => {
  const windowDays = input.optionalInteger('PendingWindowInDays', 7, 30) ?? 30;
  const key = keyInState(input, context, ['Enabled', 'Disabled', 'PendingImport']);
  const replicas = key.multiRegion?.primaryRegion === context.region ? key.multiRegion.replicaRegions : [];
  const dueAtMs = replicas.length > 0 ? null : context.nowMs + windowDays * DAY_MS;
  const scheduled: KeyRecord = { ...key, deletion: { dueAtMs, windowDays } };
  context.records.putKey(scheduled);
  return {
    KeyId: context.records.arn(key.keyId),
    ...(dueAtMs === null ? {} : { DeletionDate: timestamp(dueAtMs) }),
    KeyState: keyState(scheduled),
    PendingWindowInDays: windowDays,
  };
};

const cancelKeyDeletion: Operation = (input, context) => {
  const key = context.records.resolveForChange(input.keyId());
  const arn = context.records.arn(key.keyId);
  if (key.deletion === null) throw invalidState(`${arn} is not pending deletion.`);
  // AWS leaves the key disabled (or without material, as it was).
  context.records.putKey({ ...key, deletion: null, enabled: false });
  return { KeyId: arn };
};

const updateKeyDescription: Operation = (input, context) => {
  const description = input.text('Description', { max: 8192 });
  const key = keyInState(input, context, ['Enabled', 'Disabled', 'PendingImport']);
  context.records.putKey({ ...key, description });
  return {};
};

export const lifecycleOperations: OperationFamily = {
  EnableKey: setEnabled(true),
  DisableKey: setEnabled(false),
  ScheduleKeyDeletion: scheduleKeyDeletion,
  CancelKeyDeletion: cancelKeyDeletion,
  UpdateKeyDescription: updateKeyDescription,
};
