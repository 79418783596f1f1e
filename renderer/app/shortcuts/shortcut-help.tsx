import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Shortcut } from '#renderer/ui/index.ts';
import { useRooms } from '../rooms.ts';
import classes from './shortcut-help.module.css';

/** All keyboard shortcuts, shown by `?`. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['app', 'ui']);
  const rooms = useRooms();
  const lines: [string, string][] = [
    ['mod+K', t('shortcutPalette')],
    ['mod+Z', t('undo')],
    ['Shift+mod+Z', t('redo')],
    ...rooms.map(({ key, word }): [string, string] => [`g ${key}`, t('shortcutGo', { room: t(word) })]),
    ['↑ ↓ Enter', t('shortcutMove')],
    ['Esc', t('shortcutClose')],
    ['?', t('shortcutHelp')],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts')}
      centered
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <dl className={classes.list}>
        {lines.map(([keys, what]) => (
          <div key={keys} className={classes.line}>
            <dt>{what}</dt>
            <dd>
              <Shortcut keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
