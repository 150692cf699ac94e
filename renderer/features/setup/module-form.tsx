// Which PKCS#11 module, with its maker's parameters and variables; looked at only when asked, and changed means looked at again.
import AddOutlined from '@mui/icons-material/AddOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import ExpandMore from '@mui/icons-material/ExpandMore';
import FolderOpenOutlined from '@mui/icons-material/FolderOpenOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { InspectedModule, ModuleView, SetupOptions } from '../../../shared/schemas/setup';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import type { SetupDraft, VariableDraft } from './setup-draft';

const VARIABLE = /^[A-Z][A-Z0-9_]{1,63}$/;

export interface ModuleFormProps {
  readonly options: SetupOptions;
  readonly draft: SetupDraft;
  readonly update: (change: Partial<SetupDraft>) => void;
  readonly onInspected: (inspected: InspectedModule) => void;
}

export function ModuleForm({ options, draft, update, onInspected }: ModuleFormProps) {
  const words = text.setup.token;
  const choose = useCommand('setup.chooseModule');
  const inspect = useCommand('setup.inspectModule');
  const [picked, setPicked] = useState<readonly ModuleView[]>([]);
  const [open, setOpen] = useState(draft.parameters !== '' || draft.variables.length > 0);
  const modules = [
    ...options.modules,
    ...picked.filter((one) => options.modules.every((known) => known.moduleId !== one.moduleId)),
  ];
  const change = (next: Partial<SetupDraft>): void => update({ inspected: null, tokenSerial: null, ...next });
  const setVariable = (index: number, variable: VariableDraft): void =>
    change({ variables: draft.variables.map((old, at) => (at === index ? variable : old)) });
  const variablesFine = draft.variables.every(({ name }) => VARIABLE.test(name));
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <ErrorNotice error={choose.error ?? inspect.error} />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <TextField
          select
          label={words.module}
          value={modules.some(({ moduleId }) => moduleId === draft.moduleId) ? draft.moduleId : ''}
          onChange={(event) => change({ moduleId: event.target.value })}
          helperText={modules.length === 0 ? words.noModule : words.moduleHelp}
        >
          {modules.map(({ moduleId, name, path, software }) => (
            <MenuItem key={moduleId} value={moduleId}>
              <Box sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                {name}
                {software ? ` (${words.software})` : ''}
                <Box component="span" sx={{ color: 'text.secondary', marginLeft: 1 }}>
                  <bdi>{path}</bdi>
                </Box>
              </Box>
            </MenuItem>
          ))}
        </TextField>
        <Button
          variant="outlined"
          color="inherit"
          startIcon={<FolderOpenOutlined aria-hidden />}
          loading={choose.pending}
          onClick={() =>
            choose.start({}, (module) => {
              if (module === null) return;
              setPicked((before) => [...before.filter(({ moduleId }) => moduleId !== module.moduleId), module]);
              change({ moduleId: module.moduleId });
            })
          }
          sx={{ flexShrink: 0, minHeight: 40 }}
        >
          {words.chooseFile}
        </Button>
      </Box>
      <Box>
        <Button
          size="small"
          color="inherit"
          aria-expanded={open}
          endIcon={<ExpandMore aria-hidden sx={{ transform: open ? 'rotate(180deg)' : 'none' }} />}
          onClick={() => setOpen(!open)}
        >
          {words.advanced}
        </Button>
        <Collapse in={open} unmountOnExit>
          <Box sx={{ display: 'grid', gap: 2, paddingTop: 1.5 }}>
            <TextField
              label={words.parameters}
              value={draft.parameters}
              onChange={(event) => change({ parameters: event.target.value })}
              helperText={words.parametersHelp}
              autoComplete="off"
              slotProps={{ htmlInput: { spellCheck: false, maxLength: 2000 } }}
            />
            <Box component="fieldset" sx={{ border: 'none', margin: 0, padding: 0, display: 'grid', gap: 1.25 }}>
              <Typography component="legend" variant="subtitle2" sx={{ padding: 0 }}>
                {words.variables}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {words.variablesHelp}
              </Typography>
              {draft.variables.map((variable, index) => (
                <Box
                  key={index}
                  sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 1, alignItems: 'start' }}
                >
                  <TextField
                    label={words.variableName}
                    value={variable.name}
                    onChange={(event) => setVariable(index, { ...variable, name: event.target.value })}
                    error={variable.name !== '' && !VARIABLE.test(variable.name)}
                    helperText={
                      variable.name !== '' && !VARIABLE.test(variable.name) ? words.variableNameRule : undefined
                    }
                    slotProps={{ htmlInput: { spellCheck: false } }}
                  />
                  <TextField
                    label={words.variableValue}
                    value={variable.value}
                    onChange={(event) => setVariable(index, { ...variable, value: event.target.value })}
                    slotProps={{ htmlInput: { spellCheck: false, maxLength: 1000 } }}
                  />
                  <IconButton
                    aria-label={words.removeVariable(variable.name)}
                    onClick={() => change({ variables: draft.variables.filter((_old, at) => at !== index) })}
                    sx={{ marginTop: 0.5 }}
                  >
                    <DeleteOutlineOutlined fontSize="small" aria-hidden />
                  </IconButton>
                </Box>
              ))}
              <Box>
                <Button
                  size="small"
                  startIcon={<AddOutlined aria-hidden />}
                  onClick={() => change({ variables: [...draft.variables, { name: '', value: '' }] })}
                >
                  {words.addVariable}
                </Button>
              </Box>
            </Box>
          </Box>
        </Collapse>
      </Box>
      <Box>
        <Button
          variant={draft.inspected === null ? 'contained' : 'outlined'}
          disabled={draft.moduleId === '' || !variablesFine}
          loading={inspect.pending}
          onClick={() =>
            inspect.start(
              {
                moduleId: draft.moduleId,
                ...(draft.parameters === '' ? {} : { parameters: draft.parameters }),
                environment: Object.fromEntries(draft.variables.map(({ name, value }) => [name, value])),
              },
              onInspected,
            )
          }
        >
          {words.inspect}
        </Button>
      </Box>
    </Box>
  );
}
