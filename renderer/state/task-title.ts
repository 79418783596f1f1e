import { useTranslation } from 'react-i18next';
import type { Task } from '#shared/domain/task.ts';
import { useTable } from './records.ts';

/** Says what a task asks for: in the words of whoever typed it, else in the reader's language. */
export function useTaskTitle(): (task: Task) => string {
  const { t } = useTranslation('tasks');
  const contacts = useTable('contacts');
  return ({ title, asks, aboutId = '' }) => {
    if (title !== '' || asks === undefined) return title;
    const { kind, about = '' } = asks;
    const name = contacts.get(aboutId)?.name ?? '';
    return t(`asks.${kind}`, { name, about, defaultValue: [about, name].filter(Boolean).join(' · ') });
  };
}
