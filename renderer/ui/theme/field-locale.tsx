import { type ReactNode, useMemo } from 'react';
import { MantineThemeProvider } from '@mantine/core';

interface FieldLocaleProps {
  locale: string;
  children: ReactNode;
}

/**
 * What is typed within is written as this locale writes it. Chromium shows days and times in a field by its `lang`
 * where the shell has asked for that (`electron/services/window/features.ts`), else as the browser writes them.
 */
export function FieldLocale({ locale, children }: FieldLocaleProps) {
  const theme = useMemo(() => ({ components: { TextInput: { defaultProps: { lang: locale } } } }), [locale]);
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>;
}
