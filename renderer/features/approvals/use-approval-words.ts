// Who must approve an operation, in the words of a confirmation, before main is asked to carry it out.
import type { Operation } from '../../../shared/permissions';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';

export function useApprovalWords(operation: Operation): string {
  const mayView = useMay('Approvals:View');
  const policy = useCall('policy.get', {}, { enabled: mayView });
  const row = policy.data?.rows.find((rule) => rule.operation === operation);
  return row === undefined ? text.approvals.neededUnknown : text.approvals.needed(row.approvalsRequired);
}
