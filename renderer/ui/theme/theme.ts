import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type VariantColorsResolver,
} from '@mantine/core';
import { brass, ink, night, paper } from './colours.ts';
import { optionFilter } from './option-filter.ts';

const interFamily = "'Inter Variable', system-ui, sans-serif";

/** Filled colours are dark in the light theme and light in the dark one; so is not what stands on them. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  if (input.variant === 'filled') return { ...colours, color: 'var(--pl-on-filled)' };
  // On a tint of its own, what the pointer is over could hardly be read.
  return input.variant === 'subtle' ? { ...colours, hover: 'var(--pl-hover)' } : colours;
};

/**
 * The browser keeps a history of what is typed and, for its session, the contents of fields: on disk, in the clear.
 * What is typed runs as its own letters do.
 */
const unrecorded = { autoComplete: 'off', dir: 'auto' };

/** What appears takes a moment; what is over is gone at once, so that the next key is not lost on it. In milliseconds. */
const motion = { duration: 120, exitDuration: 0 };

const lineOfHints = { description: { lineHeight: 1.4 }, error: { lineHeight: 1.4 } };

/** Sizes in px on a 4 px grid; three text sizes that matter: 13 in lists, 14 elsewhere, 16 and 20 for headings. */
export const theme = createTheme({
  primaryColor: 'brass',
  primaryShade: { light: 7, dark: 4 },
  colors: { brass, gray: paper, dark: night },
  black: ink,
  variantColorResolver,
  fontFamily: interFamily,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '13px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: interFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.5' },
    },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'var(--pl-shadow)', lg: 'var(--pl-shadow)', xl: 'var(--pl-shadow)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // A tint is no colour to read words in.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, fz: 13 } },
    // Words below and beside a field may take two lines.
    InputWrapper: { styles: lineOfHints },
    Switch: { styles: lineOfHints },
    Checkbox: { styles: lineOfHints },
    Radio: { styles: lineOfHints },
    Modal: {
      styles: { title: { lineHeight: 1.4 } },
      defaultProps: {
        shadow: 'md',
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { ...motion, transition: 'fade' },
      },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: motion } },
    // An element without a role has no place among a menu’s items.
    Menu: {
      defaultProps: { shadow: 'md', transitionProps: motion, withInitialFocusPlaceholder: false },
    },
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 } },
    TextInput: { defaultProps: unrecorded },
    Textarea: { defaultProps: unrecorded },
    PasswordInput: { defaultProps: unrecorded },
    NumberInput: { defaultProps: unrecorded },
    TagsInput: { defaultProps: unrecorded },
    NativeSelect: { defaultProps: unrecorded },
    Autocomplete: { defaultProps: unrecorded },
    Select: {
      defaultProps: {
        ...unrecorded,
        checkIconPosition: 'right',
        allowDeselect: false,
        openOnFocus: false,
        filter: optionFilter,
      },
    },
  },
});

/** What the components' own style sheets use, beside Mantine's variables. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--pl-row': '32px', '--pl-rail': '200px', '--pl-header': '52px' },
  light: {
    '--mantine-color-body': '#fdfcfa',
    '--mantine-color-text': ink,
    '--mantine-color-dimmed': '#6a6358',
    '--mantine-color-placeholder': '#7a7368',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#d5d0c6',
    '--mantine-color-anchor': '#84550f',
    '--mantine-color-brass-light-color': '#84550f',
    '--mantine-color-red-light-color': '#b3261e',
    '--mantine-color-yellow-light': '#fbefd2',
    '--mantine-color-yellow-light-color': '#8a5300',
    '--mantine-color-red-filled': '#b3261e',
    '--mantine-color-red-filled-hover': '#96201a',
    '--pl-surface': '#ffffff',
    '--pl-rail-surface': '#f6f4ef',
    '--pl-hairline': '#e6e2da',
    '--pl-hover': 'rgb(60 45 15 / 5%)',
    '--pl-selected': '#f8edd6',
    '--pl-on-filled': '#ffffff',
    '--pl-accent': '#b7791f',
    '--pl-accent-text': '#84550f',
    '--pl-shadow': '0 1px 2px rgb(40 30 10 / 8%), 0 8px 28px rgb(40 30 10 / 14%)',
    '--pl-good': '#256b3c',
    '--pl-good-soft': '#e5f2e8',
    '--pl-warn': '#8a5300',
    '--pl-warn-soft': '#fbefd2',
    '--pl-bad': '#b3261e',
    '--pl-bad-soft': '#fbe9e7',
    '--pl-info': '#1d5f92',
    '--pl-info-soft': '#e4eff7',
    '--pl-neutral': '#5c564c',
    '--pl-neutral-soft': '#f0ede7',
  },
  dark: {
    '--mantine-color-body': '#1b1916',
    '--mantine-color-text': '#ece8e1',
    '--mantine-color-dimmed': '#a9a296',
    '--mantine-color-placeholder': '#938c80',
    '--mantine-color-error': '#f2938a',
    '--mantine-color-default-border': '#3f3a34',
    '--mantine-color-anchor': '#e0a84a',
    '--mantine-color-brass-light-color': '#e7b965',
    '--mantine-color-red-light-color': '#f2938a',
    '--mantine-color-red-filled': '#e58a80',
    '--mantine-color-red-filled-hover': '#f2938a',
    '--pl-surface': '#211e1b',
    '--pl-rail-surface': '#161412',
    '--pl-hairline': '#322e29',
    '--pl-hover': 'rgb(255 240 210 / 5%)',
    '--pl-selected': '#3a2f1c',
    '--pl-on-filled': '#1d160a',
    '--pl-accent': '#e0a84a',
    '--pl-accent-text': '#e7b965',
    '--pl-shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 50%)',
    '--pl-good': '#85d3a0',
    '--pl-good-soft': '#1d3325',
    '--mantine-color-yellow-light': '#3a2d14',
    '--mantine-color-yellow-light-color': '#f0bd62',
    '--pl-warn': '#f0bd62',
    '--pl-warn-soft': '#3a2d14',
    '--pl-bad': '#f2938a',
    '--pl-bad-soft': '#41211e',
    '--pl-info': '#8fc3ec',
    '--pl-info-soft': '#1b2f3f',
    '--pl-neutral': '#b9b2a6',
    '--pl-neutral-soft': '#2c2924',
  },
});
