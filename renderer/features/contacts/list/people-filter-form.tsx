import { useState } from 'react';
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type CustomField, fieldsOf } from '#shared/domain/custom-field.ts';
import type { CustomTest } from '#shared/domain/people-filter.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { ownValueText, readOwnValue } from '#renderer/state/own-fields.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { filterBy, showSegment, usePeopleView } from './people-view.ts';

const idleDays = ['30', '90', '180', '365'] as const;

/** Puts a filter together; the list follows at once. */
export function PeopleFilterForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const { filter } = usePeopleView();
  const contacts = useRecords('contacts');
  const fields = fieldsOf(useRecords('customFields'), 'contacts');
  const tags = [...new Set(contacts.flatMap(({ tags: own = {} }) => Object.keys(own)))].toSorted();
  const select = (field: 'kind' | 'tag' | 'enquiry', label: string, options: [string, string][]) => (
    <NativeSelect
      size="xs"
      label={label}
      value={filter[field] ?? ''}
      data={[['', t('list.any')] as const, ...options].map(([value, words]) => ({ value, label: words }))}
      onChange={(event) => filterBy({ ...filter, [field]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap={10}>
      {select('kind', t('list.kind'), [
        ['person', t('kindPerson')],
        ['company', t('kindCompany')],
      ])}
      {tags.length > 0 &&
        select(
          'tag',
          t('list.tag'),
          tags.map((tag) => [tag, tag]),
        )}
      {select('enquiry', t('list.enquiry'), [
        ['open', t('list.enquiryOpen')],
        ['none', t('list.enquiryNone')],
      ])}
      <NativeSelect
        size="xs"
        label={t('list.idle')}
        value={filter.idleDays?.toString() ?? ''}
        data={[
          { value: '', label: t('list.any') },
          ...idleDays.map((value) => ({ value, label: t(`list.idleDays.${value}`) })),
        ]}
        onChange={(event) =>
          filterBy({ ...filter, idleDays: Number(event.currentTarget.value) || undefined })
        }
      />
      {fields.map((field) => (
        <OwnFieldTest
          key={field.id}
          field={field}
          test={filter.custom?.[field.id] ?? {}}
          onChange={(test) => filterBy({ ...filter, custom: withTest(filter.custom, field.id, test) })}
        />
      ))}
      <Button size="xs" variant="default" onClick={() => showSegment()}>
        {t('list.clear')}
      </Button>
      <SaveSegment onSaved={onClose} />
    </Stack>
  );
}

function withTest(
  custom: Record<string, CustomTest> = {},
  id: string,
  test: CustomTest,
): Record<string, CustomTest> | undefined {
  const { [id]: _, ...others } = custom;
  const isAsking = Object.values(test).some((value) => value !== undefined && value !== '');
  const all = isAsking ? { ...others, [id]: test } : others;
  return Object.keys(all).length === 0 ? undefined : all;
}

interface OwnFieldTestProps {
  field: CustomField;
  test: CustomTest;
  onChange: (test: CustomTest) => void;
}

function OwnFieldTest({ field, test, onChange }: OwnFieldTestProps) {
  const { t } = useTranslation('contacts');
  if (field.kind === 'choice')
    return (
      <NativeSelect
        size="xs"
        label={field.name}
        value={test.is ?? ''}
        data={[
          { value: '', label: t('list.any') },
          ...Object.entries(field.choices ?? {}).map(([value, { name }]) => ({ value, label: name })),
        ]}
        onChange={(event) => onChange({ is: event.currentTarget.value })}
      />
    );
  if (field.kind === 'text')
    return (
      <TextInput
        size="xs"
        label={field.name}
        maxLength={200}
        value={test.is ?? ''}
        onChange={(event) => onChange({ is: event.currentTarget.value })}
      />
    );
  return (
    <Group grow gap={8} align="flex-start">
      <Bound
        label={t('list.from', { name: field.name })}
        field={field}
        value={test.from}
        onChange={(from) => onChange({ ...test, from })}
      />
      <Bound
        label={t('list.to', { name: field.name })}
        field={field}
        value={test.to}
        onChange={(to) => onChange({ ...test, to })}
      />
    </Group>
  );
}

interface BoundProps {
  label: string;
  field: CustomField;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** One end of a span; what is typed counts as soon as it is a value of the field. */
function Bound({ label, field, value, onChange }: BoundProps) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const isDay = field.kind === 'day';
  const [text, setText] = useState(isDay ? (value ?? '') : ownValueText(field, value, format));
  const read = text === '' ? '' : readOwnValue(field, text, format);
  return (
    <TextInput
      size="xs"
      type={isDay ? 'date' : 'text'}
      label={label}
      value={text}
      error={read === undefined && t('list.notValue')}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const next = typed === '' ? undefined : readOwnValue(field, typed, format);
        if (typed === '' || next !== undefined) onChange(next);
      }}
    />
  );
}

function SaveSegment({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation('contacts');
  const mayWrite = useAccess('desk') === 'write';
  const [name, setName] = useState('');
  if (!mayWrite) return null;
  async function saveSegment(): Promise<void> {
    const { filter, sort, columns } = usePeopleView.getState();
    const done = await save('segment.save', { name, filter, sort, columns: [...columns] });
    if (done.ok) onSaved();
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void saveSegment();
      }}
    >
      <Group gap={8} wrap="nowrap" align="flex-end">
        <TextInput
          size="xs"
          flex={1}
          label={t('list.saveAs')}
          placeholder={t('list.segmentName')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" disabled={name.trim() === ''}>
          {t('list.save')}
        </Button>
      </Group>
    </form>
  );
}
