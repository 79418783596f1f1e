import type { ReactNode } from 'react';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import '@mantine/core/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@fontsource-variable/inter/index.css';
import './global.css';
import { cssVariables, theme } from './theme.ts';

// Only the word "light", "dark" or "auto" is kept outside the vault.
const colorSchemes = localStorageColorSchemeManager({ key: 'plumbline-theme' });

/** Theme and fonts. `nonce` lets Mantine's own style tags pass the CSP. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      getStyleNonce={nonce === undefined ? undefined : () => nonce}
    >
      {children}
    </MantineProvider>
  );
}
