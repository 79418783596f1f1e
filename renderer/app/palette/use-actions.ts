import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { redo, undo } from '#renderer/state/commands.ts';
import { rooms } from '../shortcuts/rooms.ts';
import type { Entry } from './search.ts';

/** What can be done from everywhere. A command that needs more than a word opens the form that asks for it. */
export function useActions(lock: () => void): Entry[] {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const section = (name: string) => void navigate({ to: '/settings/$section', params: { section: name } });
  const theme = (name: 'light' | 'dark' | 'auto'): Entry => ({
    id: `theme.${name}`,
    label: t('useTheme', { theme: t(`theme_${name}`) }),
    open: () => setColorScheme(name),
  });
  return [
    action('contact.create', t('addContact'), () => void navigate({ to: '/people', search: { new: true } })),
    action('job.create', t('addJob'), () => void navigate({ to: '/jobs', search: { new: true } })),
    action('invoice.create', t('addInvoice'), () => void navigate({ to: '/money', search: { new: true } })),
    action('service.add', t('addService'), () => section('services')),
    action('channel.connect', t('connectWhatsApp'), () => section('channels')),
    ...rooms.map(({ to, word }) => action(to, t('goTo', { room: t(word) }), () => void navigate({ to }))),
    action('undo', t('undo'), () => void undo()),
    action('redo', t('redo'), () => void redo()),
    action('lock', t('lockNow'), lock),
    theme('light'),
    theme('dark'),
    theme('auto'),
  ];
}

function action(id: string, label: string, open: () => void): Entry {
  return { id, label, open };
}
