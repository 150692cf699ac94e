// The steps of the wizard down the left: where one is, what is done, what comes.
import Check from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { text } from '../../text/text';
import { visuallyHidden } from '../../ui/visually-hidden';

export const wizardSteps = ['environment', 'token', 'pin', 'identities', 'review', 'finish'] as const;
export type WizardStep = (typeof wizardSteps)[number];

export function WizardRail({ current, done }: { readonly current: WizardStep; readonly done: boolean }) {
  const at = done ? wizardSteps.length : wizardSteps.indexOf(current);
  return (
    <Box
      component="nav"
      aria-label={text.setup.stepsLabel}
      sx={(theme) => ({
        width: 208,
        flexShrink: 0,
        padding: '28px 12px 20px 24px',
        overflow: 'hidden auto',
        '@media (max-width: 860px)': { width: 56, padding: '20px 12px', '& .step-name': visuallyHidden },
        borderRight: `1px solid ${theme.vars!.palette.surface.line}`,
        backgroundColor: theme.vars!.palette.surface.sunken,
      })}
    >
      <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1.75 }}>
        {wizardSteps.map((step, index) => {
          const state = index < at ? 'done' : index === at ? 'current' : 'waiting';
          return (
            <Box
              component="li"
              key={step}
              aria-current={state === 'current' ? 'step' : undefined}
              sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}
            >
              <Box
                component="span"
                aria-hidden
                sx={(theme) => {
                  const { palette } = theme.vars!;
                  return {
                    display: 'grid',
                    placeItems: 'center',
                    width: 24,
                    height: 24,
                    borderRadius: '50%',
                    fontSize: '0.75rem',
                    fontWeight: 650,
                    border: '1.5px solid',
                    borderColor: state === 'waiting' ? palette.text.disabled : palette.primary.main,
                    backgroundColor: state === 'current' ? palette.primary.main : 'transparent',
                    color:
                      state === 'current'
                        ? palette.primary.contrastText
                        : state === 'done'
                          ? palette.primary.main
                          : palette.text.secondary,
                  };
                }}
              >
                {state === 'done' ? <Check sx={{ fontSize: 15 }} /> : index + 1}
              </Box>
              <Typography
                className="step-name"
                variant="body2"
                sx={{
                  fontWeight: state === 'current' ? 620 : 450,
                  color: state === 'waiting' ? 'text.secondary' : 'text.primary',
                }}
              >
                {text.setup.steps[step]}
                {state === 'done' ? (
                  <Box component="span" sx={visuallyHidden}>
                    {` ${text.setup.stepDone}`}
                  </Box>
                ) : null}
              </Typography>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
