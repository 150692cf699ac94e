// The editor of a role with the tabs of the KMES: Info (type, name, Logins Required), Permissions, and its exclusions.
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useId, useMemo } from 'react';
import { useController, useForm, useWatch, type Control } from 'react-hook-form';
import { permissions } from '../../../shared/permissions';
import { roleTypes, type RoleView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { FormTextField } from '../../ui/form-fields';
import { FormRadios } from '../../ui/form-radios';
import { Notice } from '../../ui/notice';
import { problemsResolver } from '../../ui/problems-resolver';
import { TabbedDialog } from '../../ui/tabbed-dialog';
import { useToast } from '../../ui/toast';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { ExclusionsField } from './exclusions-field';
import { PermissionTree } from './permission-tree';
import { newRoleForm, roleFormOf, roleInputOf, roleProblems, type RoleFormValues } from './role-form';

const words = text.roles.editor;

export interface RoleEditorDialogProps {
  /** null: a new role. */
  readonly role: RoleView | null;
  /** The new role begins as a copy of this one. */
  readonly copyOf?: RoleView;
  readonly roles: readonly RoleView[];
  readonly mayManage: boolean;
  readonly onClose: () => void;
}

function InfoTab({
  control,
  fixed,
  disabled,
}: {
  readonly control: Control<RoleFormValues>;
  readonly fixed: boolean;
  readonly disabled: boolean;
}) {
  return (
    <Box sx={{ display: 'grid', gap: 2, paddingTop: 1 }}>
      {fixed ? <Notice tone="information">{words.builtInNote}</Notice> : null}
      <FormRadios
        control={control}
        name="type"
        label={words.type}
        disabled={fixed || disabled}
        options={roleTypes.map((type) => ({
          value: type,
          label: text.roles.types[type],
          explanation: text.roles.typeMeanings[type],
        }))}
      />
      <FormTextField
        control={control}
        name="name"
        label={words.name}
        help={words.nameHint}
        required
        disabled={fixed || disabled}
        autoFocus={!fixed}
      />
      <FormRadios
        control={control}
        name="logins"
        label={words.logins}
        row
        disabled={disabled}
        options={[
          { value: '1', label: words.loginsOne },
          { value: '2', label: words.loginsTwo },
        ]}
      />
      <FormTextField
        control={control}
        name="description"
        label={words.description}
        help={words.descriptionHint}
        multiline={2}
        disabled={disabled}
      />
    </Box>
  );
}

function PermissionsTab({
  control,
  disabled,
}: {
  readonly control: Control<RoleFormValues>;
  readonly disabled: boolean;
}) {
  const { field, fieldState } = useController({ control, name: 'permissions' });
  const id = useId();
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
        <Typography id={id} variant="body2" sx={{ color: 'text.secondary', flex: 1 }}>
          {words.permissionsLead}
        </Typography>
        <Typography role="status" variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          {words.chosen(field.value.length, permissions.length)}
        </Typography>
      </Box>
      <PermissionTree
        label={words.permissions}
        describedBy={id}
        value={field.value}
        onChange={field.onChange}
        disabled={disabled}
      />
      {fieldState.error === undefined ? null : (
        <FormHelperText error role="alert" sx={{ marginInline: 0 }}>
          {fieldState.error.message}
        </FormHelperText>
      )}
    </Box>
  );
}

/** Mounted only while it is open. The revision that was opened is sent: a change of somebody else is not overwritten. */
export function RoleEditorDialog({ role, copyOf, roles, mayManage, onClose }: RoleEditorDialogProps) {
  const add = useControlledCommand('roles.add');
  const change = useControlledCommand('roles.change');
  const toast = useToast();
  const defaultValues = useMemo(() => {
    if (role !== null) return roleFormOf(role);
    return copyOf === undefined ? newRoleForm : { ...roleFormOf(copyOf), name: words.copyName(copyOf.name) };
  }, [role, copyOf]);
  const takenNames = roles.filter(({ id }) => id !== role?.id).map(({ name }) => name);
  const { control, formState, handleSubmit } = useForm<RoleFormValues>({
    defaultValues,
    mode: 'onTouched',
    resolver: problemsResolver((values: RoleFormValues) => roleProblems(values, takenNames), text.roles.problems),
  });
  const values = useWatch({ control }) as RoleFormValues;
  const submit = handleSubmit((valid) => {
    const input = roleInputOf(valid);
    const done = (sentence: string) => (): void => {
      toast(sentence);
      onClose();
    };
    if (role === null) add.start(input, { onDone: done(words.added(input.name)), onRequested: onClose });
    else
      change.start(
        { ...input, id: role.id, revision: role.revision },
        { onDone: done(words.changed(input.name)), onRequested: onClose },
      );
  });
  const wrong = formState.isSubmitted ? roleProblems(values, takenNames) : {};
  const unchanged = role !== null && !formState.isDirty;
  return (
    <TabbedDialog
      open
      width="md"
      title={role === null ? words.addTitle : words.editTitle(role.name)}
      dirty={formState.isDirty}
      pending={add.pending || change.pending}
      error={add.error ?? change.error}
      showSummary={formState.isSubmitted}
      onOk={() => (!mayManage || unchanged ? onClose() : void submit())}
      onCancel={onClose}
      tabs={[
        {
          id: 'info',
          label: words.tabs.info,
          problems: wrong.name === undefined ? 0 : 1,
          content: <InfoTab control={control} fixed={role?.builtIn === true} disabled={!mayManage} />,
        },
        {
          id: 'permissions',
          label: words.tabs.permissions,
          problems: wrong.permissions === undefined ? 0 : 1,
          content: <PermissionsTab control={control} disabled={!mayManage} />,
        },
        {
          id: 'exclusions',
          label: words.tabs.exclusions,
          content: (
            <ExclusionsField
              control={control}
              others={roles.filter(({ id }) => id !== role?.id)}
              ownId={role?.id ?? null}
              disabled={!mayManage}
            />
          ),
        },
      ]}
    />
  );
}
