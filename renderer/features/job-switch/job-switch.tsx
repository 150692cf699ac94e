// Stop all jobs, by anyone, and resume them, by two: the buttons, their confirmations, and the notice while jobs are stopped.
import PauseCircleOutlined from '@mui/icons-material/PauseCircleOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { useMay, useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

const words = text.jobSwitch;

/** *Stop all jobs*; nothing while they are stopped. */
export function StopJobsButton({ small = false }: { readonly small?: boolean }) {
  const stop = useCommand('jobs.stopAll');
  const toast = useToast();
  const stopped = useStatus()?.jobs.stopped ?? null;
  const [open, setOpen] = useState(false);
  if (stopped !== null && !open) return null;
  return (
    <>
      <Button
        size={small ? 'small' : 'medium'}
        color="inherit"
        {...(small ? {} : { variant: 'outlined' })}
        startIcon={<PauseCircleOutlined aria-hidden />}
        onClick={() => setOpen(true)}
        sx={small ? { fontSize: '0.75rem' } : {}}
      >
        {words.stop}
      </Button>
      <ConfirmDialog
        open={open}
        danger
        title={words.stopTitle}
        facts={{
          happens: words.stopHappens,
          stops: words.stopStops,
          costs: words.stopCosts,
          undo: words.stopUndo,
          approves: words.stopApproves,
        }}
        actLabel={words.stopButton}
        pending={stop.pending}
        error={stop.error}
        onCancel={() => {
          stop.reset();
          setOpen(false);
        }}
        onConfirm={(justification) =>
          stop.start({ justification }, () => {
            toast(words.stopped);
            setOpen(false);
          })
        }
      />
    </>
  );
}

/** The band over every screen while all jobs are stopped, with the way to resume. */
export function StoppedJobsNotice({ status }: { readonly status: AppStatus }) {
  const mayManage = useMay('Jobs:Manage');
  const [open, setOpen] = useState(false);
  const { stopped } = status.jobs;
  if (stopped === null) return null;
  return (
    <>
      <Notice
        band
        tone="attention"
        title={words.noticeTitle}
        action={
          mayManage ? (
            <Button size="small" variant="outlined" color="inherit" onClick={() => setOpen(true)}>
              {words.resume}
            </Button>
          ) : null
        }
      >
        <TimeText at={stopped.at} /> · {words.noticeBy(stopped.by)}
        <bdi>{stopped.justification}</bdi>
      </Notice>
      {open ? <ResumeDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ResumeDialog({ onClose }: { readonly onClose: () => void }) {
  const resume = useControlledCommand('jobs.resumeAll');
  const approves = useApprovalWords('jobs.resume-all');
  const toast = useToast();
  return (
    <ConfirmDialog
      open
      title={words.resumeTitle}
      facts={{
        happens: words.resumeHappens,
        stops: words.resumeStops,
        costs: words.resumeCosts,
        undo: words.resumeUndo,
        approves,
      }}
      actLabel={words.resumeButton}
      pending={resume.pending}
      error={resume.error}
      onCancel={onClose}
      onConfirm={(justification) =>
        resume.start(
          { justification },
          {
            justification,
            onDone: () => {
              toast(words.resumed);
              onClose();
            },
            onRequested: onClose,
          },
        )
      }
    />
  );
}
