// What is known of a saved report: who saved it, when it runs, and how its last scheduled run ended.
import Box from '@mui/material/Box';
import type { SavedReportView } from '../../../shared/schemas/reports';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { TimeText } from '../../ui/time-text';

const words = text.reports;

export function SavedFacts({ saved }: { readonly saved: SavedReportView }) {
  const { lastRun, nextRunAt, savedAt, savedBy } = saved;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <FactList
        facts={[
          { label: words.savedBy(savedBy), value: <TimeText at={savedAt} /> },
          { label: words.nextRun, value: <TimeText at={nextRunAt} absent={words.noSchedule} /> },
          ...(lastRun === null
            ? []
            : [
                {
                  label: words.lastRun,
                  value: (
                    <>
                      <TimeText at={lastRun.at} /> ·{' '}
                      {lastRun.directory === null ? (
                        words.lastRunFailed
                      ) : (
                        <Identifier value={lastRun.directory} what={words.done.path} maxLength={0} />
                      )}
                    </>
                  ),
                },
              ]),
        ]}
      />
      {lastRun?.error == null ? null : <ErrorNotice error={lastRun.error} takeFocus={false} />}
    </Box>
  );
}
