// app.status: what the frame of the window shows.
import { readStatus, type StatusParts } from '../../services/status';
import type { Handlers } from '../handler';

export function statusHandlers(parts: StatusParts): Handlers<'app.status'> {
  return { 'app.status': () => readStatus(parts) };
}
