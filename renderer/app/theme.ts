// The one theme: a neutral grey base, one accent, four meanings, light and dark following the system. All pairs are AA or better.
import type {} from '@mui/x-data-grid/themeAugmentation';
import { createTheme, type Theme } from '@mui/material/styles';

/** Colours of a meaning: text and icon, soft background, and outline. */
export interface ToneColors {
  fg: string;
  bg: string;
  line: string;
}
export const toneNames = ['good', 'attention', 'danger', 'information', 'neutral', 'accent'] as const;
export type Tone = (typeof toneNames)[number];
type Tones = Record<Tone, ToneColors>;

/** Grey steps of surfaces that MUI's palette has no name for. */
interface Surfaces {
  /** Behind panels. */
  sunken: string;
  /** Selected or hovered row, side navigation. */
  raised: string;
  /** Hairlines between panels. */
  line: string;
}

declare module '@mui/material/styles' {
  interface Palette {
    tone: Tones;
    surface: Surfaces;
  }
  interface PaletteOptions {
    tone?: Tones;
    surface?: Surfaces;
  }
}

export const monospace = "'JetBrains Mono Variable', ui-monospace, 'DejaVu Sans Mono', monospace";
const sans = "'Inter Variable', system-ui, 'DejaVu Sans', sans-serif";

const light = {
  primary: { main: '#3a4ca0', light: '#5a6bc0', dark: '#2b3a80', contrastText: '#ffffff' },
  secondary: { main: '#4a525c', contrastText: '#ffffff' },
  success: { main: '#1f7042', contrastText: '#ffffff' },
  warning: { main: '#8a5a00', contrastText: '#ffffff' },
  error: { main: '#b3261e', contrastText: '#ffffff' },
  info: { main: '#0b6285', contrastText: '#ffffff' },
  background: { default: '#f6f7f8', paper: '#ffffff' },
  text: { primary: '#1b1f24', secondary: '#545c66', disabled: '#858d97' },
  divider: '#dfe2e6',
  surface: { sunken: '#eef0f2', raised: '#e9ecf0', line: '#dfe2e6' },
  tone: {
    good: { fg: '#17603a', bg: '#e3f3ea', line: '#a5d3b8' },
    attention: { fg: '#7a4d00', bg: '#fdf0d2', line: '#e6c477' },
    danger: { fg: '#a11b14', bg: '#fdeae8', line: '#eeb0ab' },
    information: { fg: '#0a587a', bg: '#e3f1f8', line: '#a6cfe2' },
    neutral: { fg: '#4a525c', bg: '#eceef1', line: '#cfd4da' },
    accent: { fg: '#3a4ca0', bg: '#e9ecf9', line: '#b7c0ea' },
  },
};
const dark = {
  primary: { main: '#a9b6ff', light: '#c5ceff', dark: '#8595ea', contrastText: '#12173a' },
  secondary: { main: '#b9c0c9', contrastText: '#15181c' },
  success: { main: '#7fd3a2', contrastText: '#0d2a1a' },
  warning: { main: '#f0c164', contrastText: '#2e2000' },
  error: { main: '#ff9c93', contrastText: '#3d0906' },
  info: { main: '#82cdec', contrastText: '#06283a' },
  background: { default: '#15181c', paper: '#1c2025' },
  text: { primary: '#e7eaee', secondary: '#a9b1bb', disabled: '#78818c' },
  divider: '#31363d',
  surface: { sunken: '#111417', raised: '#272c33', line: '#31363d' },
  tone: {
    good: { fg: '#8fdcae', bg: '#173324', line: '#2d5f44' },
    attention: { fg: '#f3c970', bg: '#3a2d0d', line: '#6b5520' },
    danger: { fg: '#ffaca4', bg: '#451c19', line: '#7a342f' },
    information: { fg: '#93d4f0', bg: '#12303f', line: '#29596f' },
    neutral: { fg: '#b9c0c9', bg: '#2a2f36', line: '#454c55' },
    accent: { fg: '#b5c0ff', bg: '#262d52', line: '#454f8a' },
  },
};

/** Light and dark by media query in one sheet of CSS variables: no script decides, and nothing flashes. */
export function makeTheme(): Theme {
  return createTheme({
    cssVariables: { colorSchemeSelector: 'media' },
    colorSchemes: { light: { palette: light }, dark: { palette: dark } },
    shape: { borderRadius: 6 },
    spacing: 8,
    typography: {
      fontFamily: sans,
      fontSize: 13,
      htmlFontSize: 16,
      body1: { fontSize: '0.875rem', lineHeight: 1.5 },
      body2: { fontSize: '0.8125rem', lineHeight: 1.5 },
      caption: { fontSize: '0.75rem', lineHeight: 1.4 },
      h1: { fontSize: '1.375rem', fontWeight: 620, lineHeight: 1.3, letterSpacing: '-0.012em' },
      h2: { fontSize: '1.125rem', fontWeight: 620, lineHeight: 1.35, letterSpacing: '-0.008em' },
      h3: { fontSize: '0.9375rem', fontWeight: 620, lineHeight: 1.4 },
      subtitle2: { fontSize: '0.8125rem', fontWeight: 600, lineHeight: 1.4 },
      overline: { fontSize: '0.6875rem', fontWeight: 600, letterSpacing: '0.06em', lineHeight: 1.6 },
      button: { fontSize: '0.8125rem', fontWeight: 560, textTransform: 'none', letterSpacing: 0 },
    },
    transitions: {
      duration: {
        shortest: 80,
        shorter: 100,
        short: 120,
        standard: 140,
        complex: 180,
        enteringScreen: 120,
        leavingScreen: 100,
      },
    },
    components: componentStyles,
  });
}

const componentStyles: NonNullable<Parameters<typeof createTheme>[0]>['components'] = {
  MuiCssBaseline: {
    styleOverrides: {
      html: { height: '100%' },
      body: { height: '100%' },
      '#root': { height: '100%' },
      // Tabular figures where figures stand under one another; elsewhere they would tear hyphens apart.
      'td, [role="gridcell"].MuiDataGrid-cell--textRight': { fontVariantNumeric: 'tabular-nums' },
      '*': { scrollbarWidth: 'thin', scrollbarColor: 'var(--mui-palette-text-disabled) transparent' },
      // Motion is a help, never a must: whoever turned it off gets none.
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '0.01ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '0.01ms !important',
        },
      },
    },
  },
  // A small title is no heading by itself: whoever means one says which level.
  MuiTypography: { defaultProps: { variantMapping: { subtitle2: 'p' } } },
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { disableElevation: true, size: 'medium' },
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 34,
        paddingInline: 14,
        '&.Mui-focusVisible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
      }),
      sizeSmall: { minHeight: 28, paddingInline: 10 },
      outlined: ({ theme, ownerState }) =>
        ownerState.color === 'inherit' ? { borderColor: theme.vars.palette.text.disabled } : {},
    },
  },
  MuiIconButton: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: ({ theme }) => ({
        borderRadius: 6,
        '&.Mui-focusVisible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 1 },
      }),
    },
  },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({ backgroundColor: theme.vars.palette.background.paper }),
      // The outline of a control must be seen (WCAG 1.4.11: 3:1).
      notchedOutline: ({ theme }) => ({ borderColor: theme.vars.palette.text.disabled }),
    },
  },
  // No asterisks: nearly everything is needed, and what is not says "optional".
  MuiFormLabel: { styleOverrides: { asterisk: { display: 'none' } } },
  MuiFormHelperText: {
    styleOverrides: {
      root: ({ theme }) => ({
        marginInline: 2,
        fontSize: '0.75rem',
        // Why a field cannot be changed has to be read as well as the rest.
        '&.Mui-disabled': { color: theme.vars.palette.text.secondary },
      }),
    },
  },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.surface.line}`, borderRadius: 10 }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.0625rem', fontWeight: 620, padding: '16px 20px 10px' } } },
  MuiDialogContent: { styleOverrides: { root: { padding: '8px 20px 16px' } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '12px 20px 16px', gap: 4 } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400, enterNextDelay: 200, disableInteractive: false },
    styleOverrides: { tooltip: { fontSize: '0.75rem', fontWeight: 450, maxWidth: 480 } },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: ({ theme }) => ({
        fontSize: '0.8125rem',
        minHeight: 32,
        // What cannot be done now says why, and that must be readable.
        '&.Mui-disabled': { opacity: 1, color: theme.vars.palette.text.disabled },
        '&.Mui-disabled .MuiListItemText-secondary': { color: theme.vars.palette.text.secondary },
      }),
    },
  },
  MuiTab: { styleOverrides: { root: { minHeight: 40, textTransform: 'none', fontSize: '0.8125rem' } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
  MuiLink: { defaultProps: { underline: 'hover' } },
};
