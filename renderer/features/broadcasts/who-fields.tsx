import { useMemo } from 'react';
import { MultiSelect, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import type { DraftForm } from './draft-form.ts';
import classes from './broadcasts.module.css';

/** Whom it is meant for: everybody, a segment that was saved in People, or who has one of some labels. */
export function WhoFields({ form }: { form: DraftForm }) {
  const { t } = useTranslation('broadcasts');
  const segments = useRecords('segments').toSorted((a, b) => a.name.localeCompare(b.name));
  const contacts = useRecords('contacts');
  const { breachId, audience } = form.values;
  const breach = useRecord('breaches', breachId);
  const tags = useMemo(
    () => [...new Set(contacts.flatMap((each) => Object.keys(each.tags ?? {})))].toSorted(),
    [contacts],
  );
  return (
    <section aria-label={t('who')}>
      <h2 className={classes.step}>{t('who')}</h2>
      <Stack gap={12}>
        <NativeSelect
          label={t('audience')}
          description={t(audience === 'breach' ? 'concernedHint' : 'audienceHint')}
          data={[
            ...(breachId === ''
              ? []
              : [{ value: 'breach', label: t('concerned', { title: breach?.title ?? '' }) }]),
            { value: 'all', label: t('everybody') },
            ...(tags.length === 0 ? [] : [{ value: 'tags', label: t('byTags') }]),
            ...segments.map(({ id, name }) => ({ value: id, label: t('segment', { name }) })),
          ]}
          {...form.getInputProps('audience')}
        />
        {form.values.audience === 'tags' && (
          <MultiSelect label={t('tags')} data={tags} searchable {...form.getInputProps('tags')} />
        )}
      </Stack>
    </section>
  );
}
