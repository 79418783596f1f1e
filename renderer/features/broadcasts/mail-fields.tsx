import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { broadcastPlaces } from '#shared/domain/broadcast/words.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import { useRecords } from '#renderer/state/records.ts';
import type { DraftForm } from './draft-form.ts';

/** An e-mail: its subject and words, with places that are filled for each. */
export function MailFields({ form }: { form: DraftForm }) {
  const { t } = useTranslation('broadcasts');
  const mailboxes = useRecords('mailAccounts');
  return (
    <>
      {mailboxes.length > 1 && (
        <NativeSelect
          label={t('account')}
          data={mailboxes.map((one) => ({ value: accountIdOf(one), label: one.address }))}
          {...form.getInputProps('mailboxId')}
        />
      )}
      <TextInput label={t('subject')} maxLength={200} dir="auto" {...form.getInputProps('subject')} />
      <Textarea
        label={t('words')}
        description={t('places', { places: broadcastPlaces.map((each) => `{{${each}}}`).join(' ') })}
        autosize
        minRows={8}
        maxRows={20}
        maxLength={20_000}
        dir="auto"
        {...form.getInputProps('text')}
      />
      <TextInput
        label={t('unknown')}
        placeholder={t('fallbackNone')}
        maxLength={100}
        {...form.getInputProps('unknown')}
      />
      {form.values.audience !== 'breach' && (
        <Text size="sm" c="dimmed">
          {t('wayOut')}
        </Text>
      )}
    </>
  );
}
