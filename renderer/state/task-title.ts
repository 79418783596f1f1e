import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import type { Task } from '#shared/domain/task.ts';
import { useTable } from './records.ts';

/** Says what a task asks for: in the words of whoever typed it, else in the reader's language. */
export function useTaskTitle(): (task: Task) => string {
  const { t } = useTranslation('tasks');
  const contactOf = useContactOf();
  return (task) => {
    const { title, asks } = task;
    if (title !== '' || asks === undefined) return title;
    const { kind, about = '' } = asks;
    const name = contactOf(task)?.name ?? '';
    return t(`asks.${kind}`, { name, about, defaultValue: [about, name].filter(Boolean).join(' · ') });
  };
}

/** Finds whom a task is about, by itself or by what it is about. */
export function useContactOf(): (task: Task) => Contact | undefined {
  const contacts = useTable('contacts');
  const [enquiries, jobs, conversations] = [
    useTable('enquiries'),
    useTable('jobs'),
    useTable('conversations'),
  ];
  return ({ aboutId = '' }) => {
    const subject = enquiries.get(aboutId) ?? jobs.get(aboutId) ?? conversations.get(aboutId);
    return contacts.get(subject?.contactId ?? aboutId);
  };
}
