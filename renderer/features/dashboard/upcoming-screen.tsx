// Every date that comes by itself: the list behind the tiles and the plot of the dashboard. Filters stand in the address.
import EventOutlined from '@mui/icons-material/EventOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import type { GridColDef } from '@mui/x-data-grid';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { upcomingKinds, type UpcomingItem } from '../../../shared/schemas/dashboard';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterField } from '../../ui/filter-field';
import { FilterSelect } from '../../ui/filter-select';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { TimeText } from '../../ui/time-text';
import { readWhen, upcomingWhens, whenLimit, type UpcomingWhen } from './upcoming-filter';
import { UpcomingKindChip } from './upcoming-kind-chip';

const words = text.dashboard.upcoming;
const kindOptions = upcomingKinds.map((value) => ({ value, label: text.dashboard.kinds[value] }));

const columns: readonly GridColDef<UpcomingItem>[] = [
  { field: 'at', headerName: words.at, width: 220, renderCell: ({ row }) => <TimeText at={row.at} exact /> },
  {
    field: 'in',
    headerName: words.when,
    width: 150,
    sortable: false,
    renderCell: ({ row }) => <TimeText at={row.at} />,
  },
  {
    field: 'kind',
    headerName: words.kind,
    width: 180,
    valueGetter: (_value, row) => text.dashboard.kinds[row.kind],
    renderCell: ({ row }) => <UpcomingKindChip kind={row.kind} past={Date.parse(row.at) <= Date.now()} />,
  },
  {
    field: 'name',
    headerName: words.name,
    flex: 1,
    minWidth: 160,
    renderCell: ({ row }) => <bdi title={row.name}>{row.name}</bdi>,
  },
  {
    field: 'group',
    headerName: words.group,
    flex: 1,
    minWidth: 160,
    renderCell: ({ row }) => <bdi title={row.group}>{row.group}</bdi>,
  },
];

export function UpcomingScreen() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [name, setName] = useState('');
  const answer = useCall('dashboard.upcoming', {});
  const kinds = upcomingKinds.filter((kind) => params.getAll('kind').includes(kind));
  const when = readWhen(params.get('when'));
  const setFilter = (nextKinds: readonly string[], nextWhen: UpcomingWhen): void =>
    setParams(
      [
        ...nextKinds.map((kind): [string, string] => ['kind', kind]),
        ...(nextWhen === 'all' ? [] : [['when', nextWhen] as [string, string]]),
      ],
      {
        replace: true,
      },
    );
  const wanted = name.trim().toLowerCase();
  const kindKey = kinds.join(' ');
  const rows = useMemo(() => {
    const limit = whenLimit(when, Date.now());
    const chosen = kindKey.split(' ').filter(Boolean);
    return (answer.data?.items ?? []).filter(
      (item) =>
        (chosen.length === 0 || chosen.includes(item.kind)) &&
        (limit === null || Date.parse(item.at) <= limit) &&
        (wanted === '' || `${item.name}\n${item.group}`.toLowerCase().includes(wanted)),
    );
  }, [answer.data, kindKey, when, wanted]);
  const filtered = kinds.length > 0 || when !== 'all' || wanted !== '';
  const open = (item: UpcomingItem): void => void navigate(`/keys?group=${item.groupId}`);
  const { items, total } = answer.data ?? { items: [], total: 0 };
  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.lead}
          actions={
            <Button variant="outlined" onClick={() => void navigate('/')}>
              {words.back}
            </Button>
          }
        />
      }
      toolbar={
        <>
          <FilterField label={words.search} value={name} onChange={setName} />
          <FilterSelect
            label={words.kind}
            allLabel={words.kindAll}
            severalLabel={words.several}
            options={kindOptions}
            value={kinds}
            onChange={(next) => setFilter(next, when)}
          />
          <FormControl sx={{ width: 220 }}>
            <InputLabel id="upcoming-when">{words.when}</InputLabel>
            <Select<UpcomingWhen>
              labelId="upcoming-when"
              label={words.when}
              value={when}
              onChange={(event) => setFilter(kinds, event.target.value)}
            >
              {upcomingWhens.map((each) => (
                <MenuItem key={each} value={each} dense>
                  {words.whens[each]}
                </MenuItem>
              ))}
            </Select>
          </FormControl>
          {filtered ? (
            <Button
              color="inherit"
              onClick={() => {
                setName('');
                setFilter([], 'all');
              }}
            >
              {words.clear}
            </Button>
          ) : null}
        </>
      }
      notice={total > items.length ? <Notice tone="information">{words.more(items.length, total)}</Notice> : null}
    >
      <DataTable
        id="upcoming"
        label={words.tableLabel}
        rows={rows}
        columns={columns}
        nameOf={(item) => `${text.dashboard.kinds[item.kind]} ${item.name}`}
        loading={answer.isPending}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        filtered={filtered}
        onOpen={open}
        actionsOf={(item) => [
          { id: 'group', label: words.showGroup, icon: FolderOutlined, shortcut: 'Enter', onSelect: () => open(item) },
        ]}
        empty={
          <EmptyState
            icon={EventOutlined}
            title={words.empty.title}
            body={words.empty.body}
            action={
              <Button variant="contained" onClick={() => void navigate('/keys')}>
                {words.empty.action}
              </Button>
            }
          />
        }
      />
    </ScreenFrame>
  );
}
