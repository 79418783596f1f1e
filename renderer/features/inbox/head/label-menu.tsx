import { useEffect, useEffectEvent, useState } from 'react';
import { ActionIcon, Combobox, Tooltip, useCombobox } from '@mantine/core';
import { IconCheck, IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Label } from '#shared/domain/label.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { fold, searchable } from '#shared/lib/fold.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { LabelDot } from '../labels/label-chip.tsx';
import { useHeadMenu } from './open-menu.ts';

const newLabel = '+';

/** Puts labels on the conversation and takes them off; a word that is none yet becomes one. */
export function LabelMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const menu = useHeadMenu('label');
  const [query, setQuery] = useState('');
  const mayCreate = useAccess('desk') === 'write';
  const labels = useRecords('labels').toSorted((a, b) => a.name.localeCompare(b.name));
  const combobox = useCombobox({
    opened: menu.opened,
    onOpenedChange: menu.onChange,
    onDropdownClose() {
      setQuery('');
      combobox.resetSelectedOption();
    },
  });
  // A key may open it as well as a click.
  const focusSearch = useEffectEvent(() => combobox.focusSearchInput());
  useEffect(() => {
    if (menu.opened) focusSearch();
  }, [menu.opened]);
  // What is typed is what Enter takes, without an arrow key first.
  const markFirst = useEffectEvent(() => (query.trim() === '' ? undefined : combobox.selectFirstOption()));
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that other labels are offered is why it marks again
  useEffect(() => void markFirst(), [query]);
  const words = fold(query.trim());
  const found = labels.filter(({ name }) => searchable(name).includes(words));
  const isNew = mayCreate && words !== '' && !labels.some(({ name }) => fold(name) === words);

  return (
    <Combobox
      store={combobox}
      width={240}
      position="bottom-end"
      withinPortal
      onOptionSubmit={(value) =>
        ignore(value === newLabel ? addLabel(conversation, query.trim()) : toggleLabel(conversation, value))
      }
    >
      <Combobox.Target withAriaAttributes={false}>
        <Tooltip label={`${t('label.change')} (#)`} disabled={menu.opened}>
          <ActionIcon
            aria-label={t('label.change')}
            aria-expanded={menu.opened}
            onClick={() => combobox.toggleDropdown()}
          >
            <IconTag size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label={t('label.find')}
          placeholder={t(mayCreate ? 'label.findOrAdd' : 'label.find')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Combobox.Options aria-label={t('label.change')} mah={240} style={{ overflowY: 'auto' }}>
          {found.map((label) => (
            <LabelOption key={label.id} label={label} on={conversation.labels?.[label.id] === true} />
          ))}
          {isNew && (
            <Combobox.Option value={newLabel}>{t('label.add', { name: query.trim() })}</Combobox.Option>
          )}
          {found.length === 0 && !isNew && (
            <Combobox.Empty>{t(labels.length === 0 ? 'label.first' : 'label.none')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function LabelOption({ label, on }: { label: Label; on: boolean }) {
  return (
    <Combobox.Option value={label.id} active={on} aria-checked={on}>
      <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <LabelDot colour={label.colour} />
        <span style={{ flex: 1 }} dir="auto">
          {label.name}
        </span>
        {on && <IconCheck size={16} stroke={1.5} />}
      </span>
    </Combobox.Option>
  );
}

async function toggleLabel({ id, labels }: Conversation, labelId: string): Promise<void> {
  await run('conversation.label', { id, labelId, on: labels?.[labelId] !== true });
}

async function addLabel({ id }: Conversation, name: string): Promise<void> {
  const made = await save('label.create', { name });
  if (made.ok) await run('conversation.label', { id, labelId: made.value.id, on: true });
}
