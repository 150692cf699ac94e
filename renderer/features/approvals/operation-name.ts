// What a request is called wherever it is named: its operation and its target.
import { operationNames } from '../../../shared/text/operation-names';
import type { RequestView } from '../../../shared/schemas/approvals';
import { text } from '../../text/text';

export function requestName({ operation, target }: Pick<RequestView, 'operation' | 'target'>): string {
  return text.approvals.nameOf(operationNames[operation], target.name);
}
