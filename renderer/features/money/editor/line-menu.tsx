import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDiscount, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './editor.module.css';

interface LineMenuProps {
  name: string;
  onDiscount: () => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** What can be done with a whole line; it stands in the margin, outside of what prints. */
export function LineMenu({ name, onDiscount, onMove, onRemove }: LineMenuProps) {
  const { t } = useTranslation('money');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon className={classes.menu} variant="subtle" size="sm" aria-label={t('lineMenu', { name })}>
          <IconDots size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDiscount size={18} stroke={1.5} />} onClick={onDiscount}>
          {t('addDiscount')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={18} stroke={1.5} />} onClick={() => onMove(-1)}>
          {t('moveUp')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={18} stroke={1.5} />} onClick={() => onMove(1)}>
          {t('moveDown')}
        </Menu.Item>
        <Menu.Item c="error" leftSection={<IconTrash size={18} stroke={1.5} />} onClick={onRemove}>
          {t('removeLine')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
