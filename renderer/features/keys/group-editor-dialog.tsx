// The second window of the KMES: Group, Info and AWS Properties of a key group, for adding and for changing.
import { useMemo } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { RequestView } from '../../../shared/schemas/approvals';
import type { KeyGroupView, PolicyFinding } from '../../../shared/schemas/key-groups';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { problemsResolver } from '../../ui/problems-resolver';
import { TabbedDialog } from '../../ui/tabbed-dialog';
import { useToast } from '../../ui/toast';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { AwsTab } from './aws-tab';
import {
  groupFormOf,
  groupInputOf,
  newGroupFormOf,
  suggestedAlias,
  withScheduleOffered,
  type GroupFormValues,
  type KeyKind,
} from './group-form';
import { fieldsWithProblems, groupProblems, groupTabOf, type GroupTab as TabName } from './group-problems';
import { GroupTab } from './group-tab';
import { InfoTab } from './info-tab';

export interface GroupEditorDialogProps {
  /** null: a new group. */
  readonly group: KeyGroupView | null;
  /** Kind of the keys of a new group. */
  readonly kind?: KeyKind;
  readonly takenNames: readonly string[];
  readonly onClose: () => void;
  /** Saved, at once or by an approval given at once: its id, or the name of one that was just added by an approval. */
  readonly onSaved: (group: string) => void;
}

const noFindings: readonly PolicyFinding[] = [];
const words = text.keyGroupDialogs.editor;

/** Mounted only while it is open. The revision that was opened is sent: a change of somebody else is not overwritten. */
export function GroupEditorDialog({ group, kind = 'symmetric', takenNames, onClose, onSaved }: GroupEditorDialogProps) {
  const add = useControlledCommand('groups.add');
  const change = useControlledCommand('groups.change');
  const toast = useToast();
  const defaultValues = useMemo(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return withScheduleOffered(group === null ? newGroupFormOf(kind) : groupFormOf(group), new Date(), timeZone);
  }, [group, kind]);
  const form = useForm<GroupFormValues>({
    defaultValues,
    mode: 'onTouched',
    resolver: problemsResolver(
      (values: GroupFormValues) =>
        groupProblems(values, { takenNames, findings: findings.data?.findings ?? noFindings }),
      text.keyGroupDialogs.problems,
    ),
  });
  const { control, formState, setValue, getValues } = form;
  const values = useWatch({ control }) as GroupFormValues;
  const policy = values.policy?.text ?? '';
  const findings = useCall(
    'groups.checkPolicy',
    { credentialId: values.credentialId, policy },
    { enabled: policy !== '' },
  );
  const found = policy === '' ? noFindings : (findings.data?.findings ?? null);

  const submit = form.handleSubmit((valid) => {
    const input = groupInputOf(valid);
    if (input === null) return;
    const run = (done: (name: string) => string) => ({
      onDone: (stored: KeyGroupView) => {
        toast(done(stored.name));
        onSaved(stored.id);
        onClose();
      },
      onRequested: ({ status, target }: RequestView) => {
        if (status === 'Executed') onSaved(group?.id ?? target.name);
        onClose();
      },
    });
    if (group === null) add.start(input, run(words.added));
    else change.start({ id: group.id, revision: group.revision, group: input }, run(words.changed));
  });

  const wrong = formState.isSubmitted
    ? fieldsWithProblems(groupProblems(values, { takenNames, findings: found ?? noFindings }))
    : [];
  const problemsOn = (tab: TabName): number => wrong.filter((field) => groupTabOf(field) === tab).length;
  const nameLeft = (): void => {
    // Only while the officer has not touched it: a suggestion, never a correction.
    if (group === null && formState.dirtyFields.alias !== true) setValue('alias', suggestedAlias(getValues('name')));
  };

  return (
    <TabbedDialog
      open
      width="md"
      title={group === null ? words.addTitle : words.editTitle(group.name)}
      dirty={formState.isDirty}
      pending={add.pending || change.pending}
      error={add.error ?? change.error}
      showSummary={formState.isSubmitted}
      onOk={() => void submit()}
      onCancel={onClose}
      tabs={[
        {
          id: 'group',
          label: words.tabs.group,
          problems: problemsOn('group'),
          content: (
            <GroupTab
              control={control}
              hasKeys={group !== null && group.keyCount > 0}
              onNameLeft={nameLeft}
              onCredential={(credential) => {
                if (getValues('region').trim() === '') setValue('region', credential.region);
              }}
            />
          ),
        },
        {
          id: 'info',
          label: words.tabs.info,
          problems: problemsOn('info'),
          content: <InfoTab control={control} group={group} />,
        },
        {
          id: 'aws',
          label: words.tabs.aws,
          problems: problemsOn('aws'),
          content: <AwsTab control={control} group={group} findings={found} />,
        },
      ]}
    />
  );
}
