import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The end of each form. */
export function FormButtons({
  onClose,
  disabled,
  loading,
}: {
  onClose: () => void;
  disabled: boolean;
  loading: boolean;
}) {
  const { t } = useTranslation('knowledge');
  return (
    <Group justify="flex-end" gap={8} mt={12}>
      <Button variant="default" onClick={onClose}>
        {t('cancel')}
      </Button>
      <Button type="submit" disabled={disabled} loading={loading}>
        {t('add')}
      </Button>
    </Group>
  );
}
