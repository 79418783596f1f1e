import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface MoreMenuProps {
  readOnly: boolean;
  onPrint: () => void;
  onSave: () => void;
  onRead: () => void;
  onCalendars: () => void;
  onPhone: () => void;
}

/** What is done seldom with the schedule: printing, and calendar files out and in. */
export function MoreMenu({ readOnly, onPrint, onSave, onRead, onCalendars, onPhone }: MoreMenuProps) {
  const { t } = useTranslation('schedule');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDots size={16} stroke={1.5} />}>
          {t('moreActions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onPrint}>{t('run.print')}</Menu.Item>
        <Menu.Item onClick={onSave}>{t('ics.save')}</Menu.Item>
        <Menu.Item disabled={readOnly} onClick={onRead}>
          {t('ics.read')}
        </Menu.Item>
        <Menu.Item onClick={onCalendars}>{t('feeds.title')}</Menu.Item>
        <Menu.Item onClick={onPhone}>{t('phone.title')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
