// A short word that something was done, announced politely; never for failures, which stay where they happened.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Box from '@mui/material/Box';
import Snackbar from '@mui/material/Snackbar';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const SHOWN_MS = 5000;
type ShowToast = (message: string) => void;
const context = createContext<ShowToast | null>(null);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState({ open: false, message: '', count: 0 });
  const show = useCallback<ShowToast>(
    (message) => setState(({ count }) => ({ open: true, message, count: count + 1 })),
    [],
  );
  return (
    <context.Provider value={show}>
      {children}
      <Snackbar
        key={state.count}
        open={state.open}
        autoHideDuration={SHOWN_MS}
        onClose={(_event, reason) => {
          if (reason !== 'clickaway') setState((before) => ({ ...before, open: false }));
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        // Above the bar of jobs, and behind dialogs: it must not cover a button that acts.
        sx={(theme) => ({ zIndex: theme.zIndex.modal - 1, bottom: '48px !important' })}
      >
        <Box
          role="status"
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            maxWidth: 480,
            padding: '10px 16px',
            borderRadius: '8px',
            border: `1px solid ${theme.vars!.palette.tone.good.line}`,
            backgroundColor: theme.vars!.palette.tone.good.bg,
            color: theme.vars!.palette.tone.good.fg,
            fontSize: '0.8125rem',
            fontWeight: 560,
            overflowWrap: 'anywhere',
          })}
        >
          <CheckCircleOutlined fontSize="small" aria-hidden />
          {state.message}
        </Box>
      </Snackbar>
    </context.Provider>
  );
}

/** Only below ToastProvider. */
export function useToast(): ShowToast {
  const show = useContext(context);
  if (show === null) throw new Error('ToastProvider is missing');
  return show;
}
