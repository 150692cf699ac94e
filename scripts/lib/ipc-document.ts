// docs/ipc.md out of the IPC table: what each call is, who may make it, what it needs, and how it is recorded.
import type { IpcCall } from '../../shared/ipc/definition';
import { ipcEvents, ipcTable } from '../../shared/ipc/table';
import { operationNames } from '../../shared/text/operation-names';

/** Cells of a Markdown table hold no bars and no line ends. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function permissionOf({ permission }: IpcCall): string {
  if (permission === 'before-login') return 'before login';
  return permission === 'logged-in' ? 'any login' : `\`${permission}\``;
}

function approvalOf(call: IpcCall): string {
  if (call.kind === 'query') return '';
  return typeof call.approval === 'string'
    ? `**\`${call.approval}\`** ${operationNames[call.approval]}`
    : `none: ${call.approval.none}`;
}

function auditOf(call: IpcCall): string {
  if (call.kind === 'query') return 'refusals';
  return typeof call.audit === 'string' ? `\`${call.audit}\`` : `none: ${call.audit.none}`;
}

function areaOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

/** The whole document, as it must stand in docs/ipc.md. */
export function ipcDocument(): string {
  const calls = Object.entries(ipcTable) as [string, IpcCall][];
  const areas = [...new Set(calls.map(([name]) => areaOf(name)))].sort();
  const controlled = calls.filter(([, call]) => call.kind === 'command' && typeof call.approval === 'string');
  const sections = areas.map((area) =>
    [
      `## ${area}`,
      '',
      row('Call', 'Kind', 'Phases', 'Permission', 'Approval', 'Audit event'),
      row('---', '---', '---', '---', '---', '---'),
      ...calls
        .filter(([name]) => areaOf(name) === area)
        .map(([name, call]) =>
          row(`\`${name}\``, call.kind, call.phases.join(', '), permissionOf(call), approvalOf(call), auditOf(call)),
        ),
    ].join('\n'),
  );
  return `${[
    '# The calls between window and main',
    'Generated from `shared/ipc/table.ts` by `npm run docs:ipc`; a test compares the two. The table is the security policy: a call that is not in it does not exist.',
    `${calls.length} calls, ${controlled.length} of them under dual control: those run at once only where the approval policy asks for no approval, and else only by a request that others have approved. Refusals of every call are recorded at a bounded rate.`,
    `Events from main to the window carry no data but topics and progress: ${Object.keys(ipcEvents)
      .map((name) => `\`${name}\``)
      .join(', ')}.`,
    ...sections,
  ].join('\n\n')}\n`;
}
