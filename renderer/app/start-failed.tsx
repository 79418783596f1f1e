import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/index.ts';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';

/** The vault's worker did not come up: the only case in which there is no window to show it in. */
export function StartFailed({ nonce }: { nonce: string }) {
  const { t } = useTranslation('app');
  return (
    <ThemeProvider nonce={nonce}>
      <EmptyState
        title={t('startFailed')}
        text={t('startFailedText')}
        action={{ label: t('reload'), onClick: () => location.reload() }}
      />
    </ThemeProvider>
  );
}
