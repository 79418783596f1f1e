import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Leads from a record to who did what to it; nothing where there is no way there. */
export function LogLink({ onOpen }: { onOpen: (() => void) | undefined }) {
  const { t } = useTranslation('ui');
  if (onOpen === undefined) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconHistory size={16} stroke={1.5} />}
      onClick={onOpen}
    >
      {t('whoDidWhat')}
    </Button>
  );
}
