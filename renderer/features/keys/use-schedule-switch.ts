// Pausing a group's schedule, and going on with it: at once, said in a toast; what was refused is kept to be shown.
import type { CallError } from '../../api/call-error';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { useToast } from '../../ui/toast';

export interface ScheduleSwitch {
  /** Of the last act, where it was refused. */
  readonly error: CallError | null;
  pause(groupId: string, name: string): void;
  resume(groupId: string, name: string): void;
  endApproval(groupId: string, name: string): void;
}

export function useScheduleSwitch(): ScheduleSwitch {
  const pause = useCommand('schedules.pause');
  const resume = useCommand('schedules.resume');
  const end = useCommand('schedules.endApproval');
  const toast = useToast();
  const commands = [pause, resume, end];
  /** One act at a time: a command that is pending would answer for the group that was asked for before. */
  const act = (command: (typeof commands)[number], groupId: string, said: string): void => {
    if (commands.some(({ pending }) => pending)) return;
    for (const other of commands) other.reset();
    command.start({ groupId }, () => toast(said));
  };
  return {
    error: commands.find(({ error }) => error !== null)?.error ?? null,
    pause: (groupId, name) => act(pause, groupId, text.schedules.paused(name)),
    endApproval: (groupId, name) => act(end, groupId, text.schedules.ended(name)),
    resume: (groupId, name) => act(resume, groupId, text.schedules.resumed(name)),
  };
}
