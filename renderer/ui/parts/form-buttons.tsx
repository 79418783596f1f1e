import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface FormButtonsProps {
  /** The deed as a verb: "Add job", never "OK". */
  submit: string;
  isBusy: boolean;
  onCancel: () => void;
}

/** The end of a form in a dialog: the way back, and the deed at the right. */
export function FormButtons({ submit, isBusy, onCancel }: FormButtonsProps) {
  const { t } = useTranslation('ui');
  return (
    <Group justify="flex-end" gap={8} mt={12}>
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={isBusy}>
        {submit}
      </Button>
    </Group>
  );
}
