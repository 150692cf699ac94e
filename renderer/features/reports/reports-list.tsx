// The left pane: kinds of report, and reports that were saved.
import EventRepeatOutlined from '@mui/icons-material/EventRepeatOutlined';
import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import BookmarkBorderOutlined from '@mui/icons-material/BookmarkBorderOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import type { ReportKindView, SavedReportView } from '../../../shared/schemas/reports';
import { text } from '../../text/text';
import { TimeText } from '../../ui/time-text';

export interface ReportsListProps {
  readonly kinds: readonly ReportKindView[];
  readonly saved: readonly SavedReportView[];
  /** Kind, or id of a saved report. */
  readonly chosen: string;
  readonly onKind: (kind: ReportKindView) => void;
  readonly onSaved: (saved: SavedReportView) => void;
}

const words = text.reports;

export function ReportsList({ kinds, saved, chosen, onKind, onSaved }: ReportsListProps) {
  return (
    <Box component="section" aria-label={words.listLabel} sx={{ height: '100%', overflow: 'auto', paddingBlock: 1 }}>
      <Part title={words.kinds}>
        {kinds.map((kind) => (
          <Row
            key={kind.kind}
            selected={chosen === kind.kind}
            icon={kind.permitted ? <DescriptionOutlined fontSize="small" /> : <LockOutlined fontSize="small" />}
            primary={kind.title}
            secondary={kind.permitted ? kind.description : words.notPermitted}
            onClick={() => onKind(kind)}
          />
        ))}
      </Part>
      <Part title={words.saved}>
        {saved.length === 0 ? (
          <Typography component="li" variant="body2" sx={{ color: 'text.secondary', padding: '2px 16px 8px' }}>
            {words.savedNone}
          </Typography>
        ) : null}
        {saved.map((report) => (
          <Row
            key={report.id}
            selected={chosen === report.id}
            icon={
              report.schedule === null ? (
                <BookmarkBorderOutlined fontSize="small" />
              ) : (
                <EventRepeatOutlined fontSize="small" />
              )
            }
            primary={report.name}
            secondary={
              report.nextRunAt === null ? (
                words.noSchedule
              ) : (
                <>
                  {words.nextRun} <TimeText at={report.nextRunAt} />
                </>
              )
            }
            onClick={() => onSaved(report)}
          />
        ))}
      </Part>
    </Box>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <>
      <Typography id={id} variant="h3" component="h2" sx={{ padding: '6px 16px 2px' }}>
        {title}
      </Typography>
      <List dense aria-labelledby={id} sx={{ paddingTop: 0 }}>
        {children}
      </List>
    </>
  );
}

interface RowProps {
  readonly selected: boolean;
  readonly icon: ReactNode;
  readonly primary: string;
  readonly secondary: ReactNode;
  readonly onClick: () => void;
}

function Row({ selected, icon, primary, secondary, onClick }: RowProps) {
  return (
    <ListItem disablePadding>
      <ListItemButton
        selected={selected}
        aria-current={selected}
        onClick={onClick}
        sx={{ '&.Mui-selected .MuiListItemText-secondary': { color: 'text.primary' } }}
      >
        <ListItemIcon sx={{ minWidth: 32, alignSelf: 'flex-start', marginTop: '6px' }} aria-hidden>
          {icon}
        </ListItemIcon>
        <ListItemText primary={<bdi>{primary}</bdi>} secondary={secondary} />
      </ListItemButton>
    </ListItem>
  );
}
