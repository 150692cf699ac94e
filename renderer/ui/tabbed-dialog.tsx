// The tabbed editor of the original: tabs in a fixed order, OK and Cancel (and Apply), a summary at the top when OK finds mistakes.
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode } from 'react';
import type { CallError } from '../api/call-error';
import { text } from '../text/text';
import { DialogFrame } from './dialog-frame';

export interface DialogTab {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
  /** Fields of this tab that are wrong now; marks the tab. */
  readonly problems?: number;
}
export interface TabbedDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly tabs: readonly DialogTab[];
  readonly onOk: () => void;
  readonly onCancel: () => void;
  readonly onApply?: () => void;
  /** Default "OK". */
  readonly okLabel?: string;
  readonly pending?: boolean;
  readonly dirty?: boolean;
  readonly error?: CallError | null;
  /** OK was pressed and found mistakes: the summary is shown (react-hook-form: isSubmitted). */
  readonly showSummary?: boolean;
  readonly width?: 'sm' | 'md' | 'lg';
}

/** All tabs stay mounted, so that nothing typed is lost by changing between them. */
export function TabbedDialog(props: TabbedDialogProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const current = props.tabs.some((tab) => tab.id === chosen) ? chosen : (props.tabs[0]?.id ?? '');
  const problems = props.tabs.reduce((sum, tab) => sum + (tab.problems ?? 0), 0);
  const firstWrong = props.tabs.find((tab) => (tab.problems ?? 0) > 0);
  return (
    <DialogFrame
      open={props.open}
      title={props.title}
      onClose={props.onCancel}
      width={props.width ?? 'md'}
      {...(props.pending === undefined ? {} : { pending: props.pending })}
      {...(props.dirty === undefined ? {} : { dirty: props.dirty })}
      {...(props.error === undefined ? {} : { error: props.error })}
      onSubmit={props.onOk}
      head={
        <Box sx={{ paddingInline: 2.5, borderBottom: '1px solid', borderColor: 'divider' }}>
          <Tabs value={current} onChange={(_event, next: string) => setChosen(next)} aria-label={props.title}>
            {props.tabs.map((tab) => (
              <Tab
                key={tab.id}
                value={tab.id}
                id={`${id}-tab-${tab.id}`}
                aria-controls={`${id}-panel-${tab.id}`}
                label={tab.label}
                iconPosition="end"
                {...((tab.problems ?? 0) > 0
                  ? {
                      icon: (
                        <ErrorOutlineOutlined
                          color="error"
                          fontSize="small"
                          titleAccess={text.common.dialog.tabHasProblem}
                        />
                      ),
                    }
                  : {})}
              />
            ))}
          </Tabs>
        </Box>
      }
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={props.pending === true}>
            {text.common.cancel}
          </Button>
          {props.onApply === undefined ? null : (
            <Button onClick={props.onApply} disabled={props.pending === true || props.dirty !== true}>
              {text.common.apply}
            </Button>
          )}
          <Button type="submit" variant="contained" loading={props.pending === true}>
            {props.okLabel ?? text.common.ok}
          </Button>
        </>
      )}
    >
      {props.showSummary === true && problems > 0 ? (
        <Box
          role="alert"
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            marginBottom: 2,
            padding: '6px 12px',
            borderRadius: '6px',
            backgroundColor: theme.vars!.palette.tone.danger.bg,
            color: theme.vars!.palette.tone.danger.fg,
          })}
        >
          <ErrorOutlineOutlined fontSize="small" aria-hidden />
          <Typography variant="body2" sx={{ flex: 1 }}>
            {text.common.dialog.summary(problems)}
          </Typography>
          {firstWrong !== undefined && firstWrong.id !== current ? (
            <Button size="small" color="inherit" onClick={() => setChosen(firstWrong.id)}>
              {firstWrong.label}
            </Button>
          ) : null}
        </Box>
      ) : null}
      <Box sx={{ display: 'grid' }}>
        {props.tabs.map((tab) => (
          // Panels lie on one another: the dialog has the size of the largest and does not jump.
          <Box
            key={tab.id}
            role="tabpanel"
            id={`${id}-panel-${tab.id}`}
            aria-labelledby={`${id}-tab-${tab.id}`}
            sx={{
              gridArea: '1 / 1',
              minWidth: 0,
              paddingTop: 1,
              visibility: tab.id === current ? 'visible' : 'hidden',
            }}
          >
            {tab.content}
          </Box>
        ))}
      </Box>
    </DialogFrame>
  );
}
