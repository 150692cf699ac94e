// Pausing a group's schedule, and going on with it: at once, said in a toast.
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { useToast } from '../../ui/toast';

export interface ScheduleSwitch {
  pause(groupId: string, name: string): void;
  resume(groupId: string, name: string): void;
  endApproval(groupId: string, name: string): void;
}

export function useScheduleSwitch(): ScheduleSwitch {
  const { start: pause } = useCommand('schedules.pause');
  const { start: resume } = useCommand('schedules.resume');
  const { start: end } = useCommand('schedules.endApproval');
  const toast = useToast();
  return {
    pause: (groupId, name) => pause({ groupId }, () => toast(text.schedules.paused(name))),
    endApproval: (groupId, name) => end({ groupId }, () => toast(text.schedules.ended(name))),
    resume: (groupId, name) => resume({ groupId }, () => toast(text.schedules.resumed(name))),
  };
}
