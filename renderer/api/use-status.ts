// What the frame shows at all times. Only inside the frame, where a status is known.
import type { Permission } from '../../shared/permissions';
import type { AppStatus } from '../../shared/schemas/status';
import { useCall } from './use-call';

/** The status of the program; null only until the first answer. */
export function useStatus(): AppStatus | null {
  return useCall('app.status', {}).data ?? null;
}

/** Does the login that is open hold the permission? For showing or leaving out an action; main decides. */
export function useMay(permission: Permission): boolean {
  return useStatus()?.session.permissions.includes(permission) ?? false;
}
