import { useState } from 'react';
import { Button, Group, NativeSelect, Popover, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type BulkChange, bulkLimit } from '#shared/commands/contact-bulk.ts';
import { fieldsOf } from '#shared/domain/custom-field.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { readOwnValue } from '#renderer/state/own-fields.ts';
import { useRecords } from '#renderer/state/records.ts';
import type { Selection } from '#renderer/ui/index.ts';
import { usePeopleView } from './people-view.ts';
import classes from './people-bar.module.css';

interface BulkBarProps {
  selection: Selection;
  /** How many the list shows. */
  total: number;
}

/** What can be done to all who are chosen; one undo takes each step back. */
export function BulkBar({ selection, total }: BulkBarProps) {
  const { t } = useTranslation('contacts');
  const { state } = usePeopleView(({ filter }) => filter);
  const { locale } = useFormat();
  const change = (what: BulkChange) =>
    inParts(selection, (ids) => run('contact.bulk', { ids, change: what }));
  const button = (label: string, onClick: () => Promise<void>) => (
    <Button size="compact-sm" variant="default" onClick={() => void onClick()}>
      {label}
    </Button>
  );
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('list.chosen', { count: selection.count })}>
      <span>{t('list.chosen', { count: selection.count })}</span>
      {!selection.isAll && (
        <Button size="compact-sm" variant="subtle" onClick={selection.toggleAll}>
          {t('list.matching', { total: total.toLocaleString(locale) })}
        </Button>
      )}
      <TagAction label={t('list.addTag')} onTag={(tag) => change({ do: 'addTag', tag })} />
      <TagAction label={t('list.removeTag')} onTag={(tag) => change({ do: 'removeTag', tag })} />
      <FieldAction onChange={change} />
      {state === undefined && button(t('list.archive'), () => change({ do: 'archive' }))}
      {state === 'archived' && button(t('list.restore'), () => change({ do: 'unarchive' }))}
      {state === 'binned'
        ? button(t('fromBin'), () =>
            inParts(selection, (ids) => run('bin.restore', { kind: 'contacts', ids })),
          )
        : button(t('toBin'), () => inParts(selection, (ids) => run('bin.put', { kind: 'contacts', ids })))}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={selection.clear}>
        {t('list.unchoose')}
      </Button>
    </div>
  );
}

/** As many at once as one step takes. */
async function inParts(
  selection: Selection,
  step: (ids: string[]) => Promise<{ ok: boolean }>,
): Promise<void> {
  const ids = selection.ids();
  for (let from = 0; from < ids.length; from += bulkLimit) {
    const done = await step(ids.slice(from, from + bulkLimit));
    if (!done.ok) return;
  }
}

function TagAction({ label, onTag }: { label: string; onTag: (tag: string) => Promise<void> }) {
  const { t } = useTranslation('contacts');
  const [isOpen, setOpen] = useState(false);
  const [tag, setTag] = useState('');
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(!isOpen)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setOpen(false);
            void onTag(tag.trim());
          }}
        >
          <Group gap={8} align="flex-end">
            <TextInput
              size="xs"
              label={t('list.tagName')}
              maxLength={60}
              value={tag}
              onChange={(event) => setTag(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" disabled={tag.trim() === ''}>
              {t('list.apply')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function FieldAction({ onChange }: { onChange: (change: BulkChange) => Promise<void> }) {
  const { t } = useTranslation('contacts');
  const fields = fieldsOf(useRecords('customFields'), 'contacts');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [fieldId, setField] = useState('');
  const [text, setText] = useState('');
  const field = fields.find(({ id }) => id === fieldId) ?? fields[0];
  if (field === undefined) return null;
  const value = text === '' ? '' : readOwnValue(field, text, format);
  const choices = Object.entries(field.choices ?? {}).map(([key, { name }]) => ({ value: key, label: name }));
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={280} trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(!isOpen)}>
          {t('list.setField')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (value === undefined) return;
            setOpen(false);
            void onChange({ do: 'setField', fieldId: field.id, ...(value !== '' && { value }) });
          }}
        >
          <Stack gap={8}>
            <NativeSelect
              size="xs"
              label={t('list.which')}
              value={field.id}
              data={fields.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => {
                setField(event.currentTarget.value);
                setText('');
              }}
            />
            {field.kind === 'choice' ? (
              <NativeSelect
                size="xs"
                label={t('list.value')}
                value={text}
                data={[{ value: '', label: '' }, ...choices]}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            ) : (
              <TextInput
                size="xs"
                type={field.kind === 'day' ? 'date' : 'text'}
                label={t('list.value')}
                description={t('list.emptied')}
                value={text}
                error={value === undefined && t('list.notValue')}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
            <Button size="xs" type="submit">
              {t('list.apply')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
