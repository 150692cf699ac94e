// The error of a call, as every hook and screen sees it: the shape that crossed IPC and the call it belongs to.
import type { ErrorShape } from '../../shared/errors';

/** Thrown by `call`; nothing else is. Screens show it with `ErrorNotice` and branch on `shape.code` alone. */
export class CallError extends Error {
  readonly shape: ErrorShape;
  /** Name of the call in the IPC table. */
  readonly callName: string;

  constructor(callName: string, shape: ErrorShape) {
    super(shape.code);
    this.name = 'CallError';
    this.callName = callName;
    this.shape = shape;
  }
}
