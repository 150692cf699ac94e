// What Ctrl+K can find: screens, actions, and the objects this login may see.
import type { Permission } from '../../../shared/permissions';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import type { Area } from './areas';

export interface PaletteEntry {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** A second line, also searched. */
  readonly hint?: string;
  /** Where it leads. */
  readonly path?: string;
  readonly act?: 'shortcuts';
}

const RECENT_JOBS = 50;

/** Entries of this login; objects are asked for when the palette opens. */
export function usePaletteEntries(
  open: boolean,
  areas: readonly Area[],
  permissions: readonly Permission[],
): { readonly entries: readonly PaletteEntry[]; readonly loading: boolean } {
  const words = text.frame.palette;
  const groups = useCall('groups.list', {}, { enabled: open && permissions.includes('Keys:View') });
  const credentials = useCall('credentials.list', {}, { enabled: open && permissions.includes('Credentials:View') });
  const jobs = useCall('jobs.list', { limit: RECENT_JOBS }, { enabled: open && permissions.includes('Jobs:View') });
  const entries: PaletteEntry[] = [
    ...areas.map((area) => ({
      id: `area-${area.path}`,
      group: words.screens,
      label: area.label,
      ...(area.section === undefined ? {} : { hint: area.section }),
      path: area.path,
    })),
    ...(groups.data?.groups ?? []).map((group) => ({
      id: `group-${group.id}`,
      group: words.groups,
      label: group.name,
      hint: group.alias,
      path: `/keys?group=${group.id}`,
    })),
    ...(credentials.data?.credentials ?? []).map((credential) => ({
      id: `credential-${credential.id}`,
      group: words.credentials,
      label: credential.name,
      hint: credential.accessKeyId,
      path: '/credentials',
    })),
    ...(jobs.data?.jobs ?? []).map((job) => ({
      id: `job-${job.id}`,
      group: words.jobs,
      label: job.name,
      hint: job.status,
      path: `/jobs/${job.id}`,
    })),
    { id: 'act-shortcuts', group: words.actions, label: text.frame.header.shortcuts, act: 'shortcuts' as const },
  ];
  return { entries, loading: groups.isLoading || credentials.isLoading || jobs.isLoading };
}

/** Every word typed must be in the label or hint; at most `most` entries, in their order. */
export function matchEntries(entries: readonly PaletteEntry[], typed: string, most: number): readonly PaletteEntry[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries
    .filter(({ label, hint, group }) => {
      const where = `${label} ${hint ?? ''} ${group}`.toLowerCase();
      return words.every((word) => where.includes(word));
    })
    .slice(0, most);
}
