// Holds the one *Request approval* dialog of the window, opened by any controlled command that needs an approval.
import { useCallback, useState, type ReactNode } from 'react';
import { RequestApprovalDialog } from './request-approval-dialog';
import { approvalContext, type AskedApproval } from './use-controlled-command';

export function ApprovalProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<{ readonly number: number; readonly what: AskedApproval } | null>(null);
  const ask = useCallback(
    (what: AskedApproval) => setAsked((before) => ({ number: (before?.number ?? 0) + 1, what })),
    [],
  );
  return (
    <approvalContext.Provider value={ask}>
      {children}
      {asked === null ? null : (
        <RequestApprovalDialog
          key={asked.number}
          asked={asked.what}
          onClose={(request) => {
            setAsked(null);
            if (request === null) asked.what.onLeft();
            else asked.what.onFiled(request);
          }}
        />
      )}
    </approvalContext.Provider>
  );
}
