import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface FormButtonsProps {
  /** The deed as a verb: "Add job", never "OK". */
  submit: string;
  isBusy?: boolean;
  /** Where the deed cannot be done yet, which the form says. */
  isDisabled?: boolean;
  onCancel: () => void;
}

/** The end of a form in a dialog: the way back, and the deed at the right. */
export function FormButtons({ submit, isBusy = false, isDisabled = false, onCancel }: FormButtonsProps) {
  const { t } = useTranslation('ui');
  return (
    <Group justify="flex-end" gap={8} mt={12}>
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={isBusy} disabled={isDisabled}>
        {submit}
      </Button>
    </Group>
  );
}
