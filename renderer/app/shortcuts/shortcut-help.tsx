import { useTranslation } from 'react-i18next';
import { useMembers } from '#renderer/state/members.ts';
import { Dialog, Shortcut } from '#renderer/ui/index.ts';
import { useScreens } from '../screens.ts';
import classes from './shortcut-help.module.css';

/** Keys, and what they do. */
type Line = readonly [keys: string, what: string];

/** All keyboard shortcuts, shown by `?`. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['app', 'ui']);
  const screens = useScreens();
  const everywhere: Line[] = [
    ['mod+K', t('shortcutPalette')],
    ['/', t('shortcutFilter')],
    ['mod+J', t('askAssistant')],
    ['mod+N', t('takeCall')],
    ['Alt+N', t('takeCallInTab')],
    ['mod+Z', t('undo')],
    ['Shift+mod+Z', t('redo')],
    ...screens.map(({ key, word }): Line => [`g ${key}`, t('shortcutGo', { screen: t(word) })]),
    ['↑ ↓ Enter', t('shortcutMove')],
    ['Esc', t('shortcutClose')],
    ['?', t('shortcutHelp')],
  ];
  return (
    <Dialog opened={opened} onClose={onClose} title={t('shortcuts')} size="lg">
      <div className={classes.groups}>
        <Group title={t('shortcutsEverywhere')} lines={everywhere} />
        {screens.some(({ to }) => to === '/inbox') && <InboxGroup />}
        {screens.some(({ to }) => to === '/schedule') && <ScheduleGroup />}
      </div>
    </Dialog>
  );
}

function InboxGroup() {
  const { t } = useTranslation('app');
  const isTeam = useMembers().length > 1;
  const lines: Line[] = [
    ['j k', t('shortcutNext')],
    ['r', t('shortcutReply')],
    ['n', t('shortcutNote')],
    ['d', t('shortcutDraft')],
    ['mod+D', t('shortcutDraftWriting')],
    ['Tab', t('shortcutAccept')],
    ['/', t('shortcutQuickReply')],
    ['Shift+J', t('shortcutMakeJob')],
    ['e', t('shortcutResolve')],
    ...(isTeam ? [['a', t('shortcutAssign')] as const] : []),
    ['#', t('shortcutLabel')],
    ['p', t('shortcutPriority')],
    ['h', t('shortcutSnooze')],
    ['u', t('shortcutUnread')],
  ];
  return <Group title={t('inbox')} lines={lines} />;
}

function ScheduleGroup() {
  const { t } = useTranslation('app');
  const isTeam = useMembers().length > 1;
  const lines: Line[] = [
    ['← ↑ ↓ →', t('shortcutWalk')],
    ['Shift+↑', t('shortcutQuarter')],
    ['Shift+←', t('shortcutDay')],
    ['+ -', t('shortcutLength')],
    ...(isTeam ? [['1 9', t('shortcutGoes')] as const, ['0', t('shortcutNobody')] as const] : []),
    ['u', t('shortcutTray')],
  ];
  return <Group title={t('schedule')} lines={lines} />;
}

function Group({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <section aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
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
    </section>
  );
}
