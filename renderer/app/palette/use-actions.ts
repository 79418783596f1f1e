import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openAddForm } from '#renderer/state/add-form.ts';
import { openAgent } from '#renderer/state/agent.ts';
import { openCall } from '#renderer/state/call.ts';
import { redo, undo } from '#renderer/state/commands.ts';
import { rightIn, useSession } from '#renderer/state/session.ts';
import { openSections } from '#renderer/features/settings/section-rights.ts';
import { useScreens } from '../screens.ts';
import type { Entry } from './search.ts';

export interface PaletteActions {
  lock: () => void;
  /** Shows all keyboard shortcuts. */
  showShortcuts: () => void;
}

/** Rooms that open with the form for a new record. */
type RoomOfRecords = '/today' | '/people' | '/pipeline' | '/plans' | '/money' | '/broadcasts' | '/knowledge';

/** What can be done from everywhere. A command that needs more than a word opens the form that asks for it. */
export function useActions({ lock, showShortcuts }: PaletteActions): Entry[] {
  const { t } = useTranslation(['app', 'settings']);
  const navigate = useNavigate();
  const screens = useScreens();
  const access = useSession((session) => session.access);
  const { setColorScheme } = useMantineColorScheme();
  const section = (name: string) => void navigate({ to: '/settings/$section', params: { section: name } });
  const theme = (name: 'light' | 'dark' | 'auto'): Entry => ({
    id: `theme.${name}`,
    label: t('useTheme', { theme: t(`theme_${name}`) }),
    open: () => setColorScheme(name),
  });
  const add = (to: RoomOfRecords) => () => void navigate({ to, search: { new: true } });
  const changes = [
    { needs: 'work', ...action('task.create', t('addTask'), add('/today')) },
    { needs: 'people', ...action('call.record', t('takeCall'), openCall) },
    { needs: 'people', ...action('contact.create', t('addContact'), add('/people')) },
    { needs: 'people', ...action('enquiry.create', t('addEnquiry'), () => openAddForm('enquiry')) },
    { needs: 'work', ...action('job.create', t('addJob'), () => openAddForm('job')) },
    { needs: 'work', ...action('plan.create', t('addPlan'), add('/plans')) },
    { needs: 'money', ...action('invoice.create', t('addInvoice'), add('/money')) },
    { needs: 'talk', ...action('broadcast.create', t('addBroadcast'), add('/broadcasts')) },
    { needs: 'desk', ...action('service.add', t('addService'), () => section('services')) },
    { needs: 'desk', ...action('knowledge.add', t('addKnowledge'), add('/knowledge')) },
    { needs: 'secrets', ...action('channel.connect', t('connectWhatsApp'), () => section('channels')) },
  ] as const;
  return [
    ...changes.filter(({ needs }) => rightIn(access, needs) === 'write'),
    ...screens.map(({ to, word }) => action(to, t('goTo', { screen: t(word) }), () => void navigate({ to }))),
    action('search', t('searchHistory'), () => void navigate({ to: '/search' })),
    ...openSections(access).map((name) => ({
      ...action(`settings.${name}`, t('settingsOf', { section: t(`settings:section_${name}`) }), () =>
        section(name),
      ),
      keywords: t(`settingsWords.${name}`),
    })),
    action('shortcuts', t('shortcuts'), showShortcuts),
    action('ask', t('askAssistant'), () => openAgent()),
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
