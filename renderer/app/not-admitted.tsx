import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/index.ts';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';

/** The browser host's key opens one window, once: another one could print nothing and reach nobody. */
export function NotAdmitted({ nonce }: { nonce?: string }) {
  const { t } = useTranslation('app');
  return (
    <ThemeProvider nonce={nonce}>
      <main>
        <EmptyState title={t('notAdmitted')} text={t('notAdmittedText')} />
      </main>
    </ThemeProvider>
  );
}
