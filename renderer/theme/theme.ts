import { createTheme, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core';

type Colors = ReturnType<VariantColorsResolver>;

const NO_BORDER = '1px solid transparent';

const filled: Colors = {
  background: 'var(--lm-accent)',
  hover: 'var(--lm-accent-hover)',
  color: 'var(--lm-on-accent)',
  border: NO_BORDER,
};
const raised: Colors = {
  background: 'var(--lm-raised)',
  hover: 'var(--lm-hover)',
  color: 'var(--lm-text)',
  border: '1px solid var(--lm-line)',
};
const quiet: Colors = {
  background: 'transparent',
  hover: 'var(--lm-hover)',
  color: 'var(--lm-dim)',
  border: NO_BORDER,
};
const danger: Colors = {
  background: 'transparent',
  hover: 'var(--lm-bad-soft)',
  color: 'var(--lm-bad)',
  border: '1px solid var(--lm-line)',
};

// Buttons take their colours from tokens.css: blue for what can be done next, and nothing else is coloured.
const variantColorResolver: VariantColorsResolver = ({ variant }) => {
  if (variant === 'filled') return filled;
  if (variant === 'subtle' || variant === 'transparent') return quiet;
  return variant === 'danger' ? danger : raised;
};

const scale: MantineColorsTuple = [
  '#e8f4ff',
  '#cfe7ff',
  '#a3d2ff',
  '#74bdff',
  '#4fb3ff',
  '#2f9cf0',
  '#0b74c9',
  '#0963ad',
  '#075190',
  '#053f72',
];

/** Components' defaults. Colours live in tokens.css, because the page may not add styles of its own at run time. */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent: scale },
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: 'var(--lm-sans)',
  fontFamilyMonospace: 'var(--lm-mono)',
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'md' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } },
    // A placeholder inside a menu is no entry of it; the focus goes to the first entry instead.
    Menu: {
      defaultProps: {
        shadow: 'none',
        withinPortal: true,
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
      },
    },
  },
});
