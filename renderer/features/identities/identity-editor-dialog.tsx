// The tabbed editor of an identity: Info, Roles, and Access for one that exists. Whoever may only look sees it without fields.
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useForm, useWatch, type Control } from 'react-hook-form';
import type { IdentityView, RoleView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { FactList } from '../../ui/fact-list';
import { FormTextField } from '../../ui/form-fields';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { problemsResolver } from '../../ui/problems-resolver';
import { TabbedDialog } from '../../ui/tabbed-dialog';
import { useTimeDisplay } from '../../ui/time-display';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { identityFormOf, identityProblems, newIdentityForm, type IdentityFormValues } from './identity-form';
import { IdentityChips, identityStates } from './identity-status';
import { RolesField } from './roles-field';

const words = text.identities.editor;

export interface IdentityEditorDialogProps {
  /** null: a new identity. */
  readonly identity: IdentityView | null;
  readonly roles: readonly RoleView[];
  readonly takenNames: readonly string[];
  readonly mayManage: boolean;
  readonly onClose: () => void;
}

function InfoTab({
  control,
  added,
  disabled,
}: {
  readonly control: Control<IdentityFormValues>;
  readonly added: boolean;
  readonly disabled: boolean;
}) {
  return (
    <Box sx={{ display: 'grid', gap: 2.5, paddingTop: 1 }}>
      <FormTextField
        control={control}
        name="name"
        label={words.name}
        help={words.nameHint}
        required
        disabled={!added || disabled}
        autoFocus={added}
      />
      <FormTextField
        control={control}
        name="fullName"
        label={words.fullName}
        help={words.fullNameHint}
        required
        disabled={disabled}
        autoFocus={!added}
      />
      {added ? <Notice tone="information">{words.passwordNote}</Notice> : null}
    </Box>
  );
}

function AccessTab({ identity }: { readonly identity: IdentityView }) {
  const { nowMs } = useTimeDisplay();
  const facts = words.facts;
  return (
    <Box sx={{ paddingTop: 1 }}>
      <FactList
        facts={[
          { label: facts.status, value: <IdentityChips states={identityStates(identity, nowMs)} /> },
          ...(identity.lockedUntil === null || Date.parse(identity.lockedUntil) <= nowMs
            ? []
            : [{ label: facts.lockedUntil, value: <TimeText at={identity.lockedUntil} /> }]),
          {
            label: facts.lastLogin,
            value: <TimeText at={identity.lastLoginAt} absent={text.identities.neverLoggedIn} />,
          },
          { label: facts.password, value: identity.mustChangePassword ? facts.passwordFirst : facts.passwordOwn },
          { label: facts.secondFactor, value: text.identities.secondFactor[identity.secondFactor] },
          ...(identity.mayDecideFrom === null
            ? []
            : [{ label: facts.mayDecide, value: <TimeText at={identity.mayDecideFrom} /> }]),
          { label: facts.created, value: <TimeText at={identity.createdAt} exact /> },
          { label: facts.revision, value: identity.revision },
          { label: facts.id, value: <Identifier value={identity.id} what={facts.id} maxLength={0} /> },
        ]}
      />
    </Box>
  );
}

/** Mounted only while it is open. The revision that was opened is sent: a change of somebody else is not overwritten. */
export function IdentityEditorDialog({ identity, roles, takenNames, mayManage, onClose }: IdentityEditorDialogProps) {
  const add = useControlledCommand('identities.add');
  const change = useControlledCommand('identities.change');
  const toast = useToast();
  const defaultValues = useMemo(() => (identity === null ? newIdentityForm : identityFormOf(identity)), [identity]);
  const known = { takenNames, roles };
  const { control, formState, handleSubmit } = useForm<IdentityFormValues>({
    defaultValues,
    mode: 'onTouched',
    resolver: problemsResolver(
      (values: IdentityFormValues) => identityProblems(values, known),
      text.identities.problems,
    ),
  });
  const values = useWatch({ control }) as IdentityFormValues;
  const readOnly = !mayManage || identity?.status === 'deleted';
  const submit = handleSubmit(({ name, fullName, roleIds }) => {
    const done = (sentence: string) => (): void => {
      toast(sentence);
      onClose();
    };
    if (identity === null)
      add.start(
        { name: name.trim().toLowerCase(), fullName: fullName.trim(), roleIds: [...roleIds] },
        { onDone: done(words.added(name.trim().toLowerCase())), onRequested: onClose },
      );
    else
      change.start(
        { id: identity.id, revision: identity.revision, fullName: fullName.trim(), roleIds: [...roleIds] },
        { onDone: done(words.changed(identity.name)), onRequested: onClose },
      );
  });
  const wrong = formState.isSubmitted ? identityProblems(values, known) : {};
  const unchanged = identity !== null && !formState.isDirty;
  return (
    <TabbedDialog
      open
      width="sm"
      title={identity === null ? words.addTitle : words.editTitle(identity.name)}
      dirty={formState.isDirty}
      pending={add.pending || change.pending}
      error={add.error ?? change.error}
      showSummary={formState.isSubmitted}
      // OK on what was only looked at asks nobody for anything.
      onOk={() => (readOnly || unchanged ? onClose() : void submit())}
      onCancel={onClose}
      tabs={[
        {
          id: 'info',
          label: words.tabs.info,
          problems: (wrong.name === undefined ? 0 : 1) + (wrong.fullName === undefined ? 0 : 1),
          content: <InfoTab control={control} added={identity === null} disabled={readOnly} />,
        },
        {
          id: 'roles',
          label: words.tabs.roles,
          problems: wrong.roleIds === undefined ? 0 : 1,
          content: <RolesField control={control} roles={roles} disabled={readOnly} />,
        },
        ...(identity === null
          ? []
          : [{ id: 'access', label: words.tabs.access, content: <AccessTab identity={identity} /> }]),
      ]}
    />
  );
}
