// Administration > HSM: the inventory of the token, with the console's keys, foreign keys, orphans and what is missing.
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import MemoryOutlined from '@mui/icons-material/MemoryOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import RefreshOutlined from '@mui/icons-material/RefreshOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { inventoryKinds, type InventoryItem, type InventoryKind } from '../../../shared/schemas/inventory';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterField } from '../../ui/filter-field';
import { FilterSelect } from '../../ui/filter-select';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { SplitPane } from '../../ui/split-pane';
import { useCopy } from '../../ui/use-copy';
import { objectColumns, objectName, typeText } from './object-columns';
import { ObjectDetailsPane } from './object-details-pane';

const words = text.hsm;
const noItems: readonly InventoryItem[] = [];
const kindOptions = inventoryKinds.map((value) => ({ value, label: words.kinds[value] }));

/** Does the text occur in what the table shows of it? */
function matches(item: InventoryItem, wanted: string): boolean {
  const seen = [
    objectName(item),
    item.label,
    item.reference,
    item.checkValue?.value ?? '',
    item.key?.groupName ?? '',
    item.key?.state ?? '',
    item.key?.kmsKeyId ?? '',
    typeText(item),
    words.kinds[item.kind],
  ];
  return seen.some((part) => part.toLowerCase().includes(wanted));
}

export function HsmScreen() {
  const answer = useCall('hsm.inventory', {});
  const navigate = useNavigate();
  const { copy } = useCopy();
  const [filter, setFilter] = useState('');
  const [kinds, setKinds] = useState<readonly InventoryKind[]>([]);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);

  const inventory = answer.data;
  const all = inventory?.items ?? noItems;
  const wanted = filter.trim().toLowerCase();
  const rows = useMemo(
    () =>
      all.filter(
        (item) => (kinds.length === 0 || kinds.includes(item.kind)) && (wanted === '' || matches(item, wanted)),
      ),
    [all, kinds, wanted],
  );
  const opened = all.find((item) => item.id === openId) ?? null;
  const missing = inventory?.counts.missing ?? 0;
  const showGroup = (groupId: string): void => void navigate(`/keys?group=${groupId}`);
  const actionsOf = ({ id, key, reference }: InventoryItem): MenuAction[] => [
    {
      id: 'open',
      label: words.actions.open,
      icon: OpenInNewOutlined,
      shortcut: 'Enter',
      onSelect: () => setOpenId(id),
    },
    ...(key === null || key.groupName === null
      ? []
      : [
          {
            id: 'group',
            label: words.actions.showKey,
            icon: FolderOutlined,
            onSelect: () => showGroup(key.groupId),
          },
        ]),
    ...(reference === ''
      ? []
      : [
          {
            id: 'copy',
            label: words.actions.copyReference,
            icon: ContentCopyOutlined,
            divided: true,
            onSelect: () => copy(reference),
          },
        ]),
  ];

  const table = (
    <DataTable
      id="token-objects"
      label={words.tableLabel}
      rows={rows}
      columns={objectColumns}
      nameOf={objectName}
      hiddenByDefault={['objectClass', 'protection']}
      loading={answer.isPending}
      error={answer.error}
      onRetry={() => void answer.refetch()}
      filtered={wanted !== '' || kinds.length > 0}
      selectedId={openId ?? selectedId}
      onSelect={({ id }) => {
        setSelectedId(id);
        if (openId !== null) setOpenId(id);
      }}
      onOpen={({ id }) => setOpenId(id)}
      actionsOf={actionsOf}
      empty={<EmptyState icon={MemoryOutlined} title={words.empty.title} body={words.empty.body} />}
    />
  );
  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.intro}
          actions={
            <Button
              variant="outlined"
              startIcon={<RefreshOutlined aria-hidden />}
              disabled={answer.isFetching}
              onClick={() => void answer.refetch()}
            >
              {words.readAgain}
            </Button>
          }
        />
      }
      toolbar={
        inventory === undefined ? null : (
          <>
            <FilterField label={words.search} value={filter} onChange={setFilter} />
            <FilterSelect
              label={words.kindFilter}
              allLabel={words.allKinds}
              severalLabel={words.severalKinds}
              options={kindOptions}
              value={kinds}
              onChange={setKinds}
            />
            <Typography variant="body2" sx={{ color: 'text.secondary', marginLeft: 'auto' }}>
              {words.summary(inventory.total - missing, inventory.tokenLabel)}
            </Typography>
          </>
        )
      }
      notice={
        inventory === undefined || (missing === 0 && inventory.items.length === inventory.total) ? null : (
          <Box sx={{ display: 'grid', gap: 1 }}>
            {missing === 0 ? null : (
              <Notice tone="danger" title={words.missing(missing)}>
                {words.missingBody}
              </Notice>
            )}
            {inventory.items.length === inventory.total ? null : (
              <Notice tone="information">{words.limited(inventory.items.length, inventory.total)}</Notice>
            )}
          </Box>
        )
      }
    >
      <SplitPane
        id="token-objects"
        firstSize={62}
        minPx={340}
        first={table}
        second={
          opened === null ? null : (
            <ObjectDetailsPane
              key={opened.id}
              item={opened}
              onShowGroup={showGroup}
              onClose={() => {
                setSelectedId(opened.id);
                setOpenId(null);
              }}
            />
          )
        }
      />
    </ScreenFrame>
  );
}
