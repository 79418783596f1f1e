import { useState } from 'react';
import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { conversationStates, priorities } from '#shared/domain/conversation.ts';
import { conversationFilterSchema, type ConversationFilter } from '#shared/domain/conversation-filter.ts';
import { save } from '#renderer/state/commands.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';

interface FilterFormProps {
  filter: ConversationFilter;
  onFilter: (filter: ConversationFilter) => void;
  onClose: () => void;
}

/** Puts a filter together; the list follows at once. */
export function FilterForm({ filter, onFilter, onClose }: FilterFormProps) {
  const { t } = useTranslation('inbox');
  const members = useMembers();
  const labels = useRecords('labels').toSorted((a, b) => a.name.localeCompare(b.name));
  const change = (field: keyof ConversationFilter, value: string | boolean) =>
    onFilter(conversationFilterSchema.parse({ ...filter, [field]: value || undefined }));
  const select = (field: 'state' | 'assignee' | 'labelId' | 'priority', options: [string, string][]) => (
    <NativeSelect
      size="xs"
      label={t(`by.${field}`)}
      value={filter[field] ?? ''}
      data={[['', t('by.any')] as const, ...options].map(([value, label]) => ({ value, label }))}
      onChange={(event) => change(field, event.currentTarget.value)}
    />
  );
  const check = (field: 'unread' | 'mentioned' | 'waiting' | 'comments') => (
    <Checkbox
      size="xs"
      label={t(`by.${field}`)}
      checked={filter[field] === true}
      onChange={(event) => change(field, event.currentTarget.checked)}
    />
  );
  return (
    <Stack gap={10}>
      {select(
        'state',
        conversationStates.map((state) => [state, t(`state.${state}`)]),
      )}
      {members.length > 1 &&
        select('assignee', [
          ['me', t('by.me')],
          ['nobody', t('assign.none')],
          ...members.filter(({ self }) => !self).map(({ id, name }): [string, string] => [id, name]),
        ])}
      {labels.length > 0 &&
        select(
          'labelId',
          labels.map(({ id, name }) => [id, name]),
        )}
      {select(
        'priority',
        priorities.map((priority) => [priority, t('by.atLeast', { priority: t(`priority.${priority}`) })]),
      )}
      {check('unread')}
      {check('waiting')}
      {check('comments')}
      {members.length > 1 && check('mentioned')}
      <SaveFilter filter={filter} onSaved={onClose} />
    </Stack>
  );
}

function SaveFilter({ filter, onSaved }: { filter: ConversationFilter; onSaved: () => void }) {
  const { t } = useTranslation('inbox');
  const mayWrite = useAccess('desk') === 'write';
  const [name, setName] = useState('');
  if (!mayWrite) return null;
  async function saveFilter(): Promise<void> {
    const done = await save('filter.save', { name, filter });
    if (done.ok) onSaved();
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void saveFilter();
      }}
    >
      <Group gap={8} wrap="nowrap" align="flex-end">
        <TextInput
          size="xs"
          flex={1}
          label={t('by.saveAs')}
          placeholder={t('by.namePlaceholder')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" disabled={name.trim() === ''}>
          {t('by.save')}
        </Button>
      </Group>
    </form>
  );
}
