import { Anchor, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '#shared/domain/money-text.ts';
import { openCall } from '#renderer/state/call.ts';
import { run } from '#renderer/state/commands.ts';
import { useCustomerChoice } from '#renderer/state/customers.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';

interface EnquiryDialogProps {
  /** Whose it is; asked where it is not known. */
  contactId?: string | undefined;
  onClose: () => void;
}

/** Adds what somebody who is known has asked for; a call takes down who is not known yet. */
export function EnquiryDialog(props: EnquiryDialogProps) {
  const { t } = useTranslation('enquiry');
  return (
    <Dialog opened onClose={props.onClose} title={t('add')}>
      <EnquiryForm {...props} />
    </Dialog>
  );
}

function EnquiryForm({ contactId: known, onClose }: EnquiryDialogProps) {
  const { t } = useTranslation('enquiry');
  const { currency, locale } = useFormat();
  const seesMoney = useAccess('money') !== 'none';
  const amountIn = (text: string) => parseMoney(text, currency, locale);
  const { form, forget } = useKeptForm(`new enquiry of ${known ?? 'somebody'}`, {
    initialValues: { contactId: known ?? '', title: '', worth: '', notes: '' },
    validate: {
      contactId: (id) => (id === '' ? t('whoNeeded') : null),
      title: (title) => (title.trim() === '' ? t('whatNeeded') : null),
      worth: (text) => (text.trim() !== '' && amountIn(text) === undefined ? t('notAmount') : null),
    },
  });
  const choice = useCustomerChoice(form.values.contactId);

  function close() {
    forget();
    onClose();
  }

  async function save({ contactId, title, worth, notes }: typeof form.values) {
    const amount = amountIn(worth)?.toString();
    const done = await run('enquiry.create', {
      contactId,
      title: title.trim(),
      notes: notes.trim() || undefined,
      ...(amount !== undefined && { worth: { amount, currency } }),
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  function takeCall() {
    close();
    openCall();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        {known === undefined && (
          <div>
            <Select
              label={t('who')}
              placeholder={t('whoHint')}
              {...choice}
              nothingFoundMessage={t('nobodyFound')}
              data-autofocus
              {...form.getInputProps('contactId')}
            />
            <Text size="sm" c="dimmed" mt={4}>
              {t('somebodyNew')}{' '}
              <Anchor component="button" type="button" size="sm" onClick={takeCall}>
                {t('takeCall')}
              </Anchor>
            </Text>
          </div>
        )}
        <TextInput
          label={t('what')}
          placeholder={t('whatHint')}
          data-autofocus
          {...form.getInputProps('title')}
        />
        {seesMoney && (
          <TextInput label={t('worth', { currency })} inputMode="decimal" {...form.getInputProps('worth')} />
        )}
        <Textarea label={t('notes')} autosize minRows={2} {...form.getInputProps('notes')} />
        <FormButtons submit={t('add')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}
