import { Alert, Checkbox, NativeSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { consentPurposes, type ConsentPurpose } from '#shared/domain/consent.ts';
import { countryOptions } from '#shared/domain/countries.ts';
import { type RequestKind, requestKinds, requestWays } from '#shared/domain/privacy-request.ts';
import { run } from '#renderer/state/commands.ts';
import { useCustomerChoice } from '#renderer/state/customers.ts';
import { useRecord } from '#renderer/state/records.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import classes from './requests.module.css';

interface NewRequestProps {
  /** Who asks, where it begins at a contact. */
  contactId: string | undefined;
  today: string;
  /** With the request that was made. */
  onClose: (id?: string) => void;
}

const usual: { kind: RequestKind; by: (typeof requestWays)[number] } = { kind: 'access', by: 'message' };

/** Takes down what somebody asks about data. */
export function NewRequest({ contactId, today, onClose }: NewRequestProps) {
  const { t, i18n } = useTranslation(['requests', 'privacy']);
  const country = useRecord('business', 'business')?.country ?? 'GB';
  const { form, forget } = useKeptForm(`request ${contactId ?? ''}`, {
    initialValues: {
      ...usual,
      contactId: contactId ?? '',
      name: '',
      country,
      receivedOn: today,
      what: '',
      purposes: [] as string[],
      ground: '',
      dueOn: '',
    },
    validate: {
      purposes: (purposes, { kind }) =>
        kind === 'objection' && purposes.length === 0 ? t('purposesNeeded') : null,
    },
  });
  const { kind } = form.values;
  const choice = useCustomerChoice(form.values.contactId, { withArchived: true });
  const isAuthority = kind === 'authority';

  function close(id?: string) {
    forget();
    onClose(id);
  }

  async function save({ purposes, ...values }: typeof form.values) {
    const asked = purposes as ConsentPurpose[];
    const done = await run('privacyRequest.open', {
      kind: values.kind,
      country: values.country,
      receivedOn: values.receivedOn,
      by: values.by,
      contactId: values.contactId || undefined,
      name: values.name.trim() || undefined,
      what: values.what.trim() || undefined,
      ground: isAuthority ? values.ground.trim() || undefined : undefined,
      dueOn: isAuthority ? values.dueOn || undefined : undefined,
      purposes:
        kind === 'objection'
          ? Object.fromEntries(asked.map((purpose) => [purpose, true as const]))
          : undefined,
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close(done.value.id);
  }

  return (
    <Dialog opened onClose={() => close()} title={t('new')}>
      <form onSubmit={form.onSubmit(save)}>
        <Stack gap={12}>
          <NativeSelect
            label={t('whatTheyAsk')}
            description={t(`kindHint.${kind}`)}
            data={requestKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            {...form.getInputProps('kind')}
          />
          <Select
            label={t(isAuthority ? 'concerns' : 'who')}
            placeholder={t('nobodyKnown')}
            {...choice}
            clearable
            {...form.getInputProps('contactId')}
          />
          {(isAuthority || form.values.contactId === '') && (
            <TextInput
              label={t(isAuthority ? 'authority' : 'name')}
              maxLength={200}
              {...form.getInputProps('name')}
            />
          )}
          {kind === 'objection' && (
            <Checkbox.Group
              label={t('objectsTo')}
              description={t('objectsHint')}
              {...form.getInputProps('purposes')}
            >
              <Stack gap={8} mt={8}>
                {consentPurposes.map((purpose) => (
                  <Checkbox key={purpose} value={purpose} label={t(`privacy:purpose.${purpose}`)} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <div className={classes.pair}>
            <TextInput
              type="date"
              label={t('receivedOn')}
              max={today}
              {...form.getInputProps('receivedOn')}
            />
            <NativeSelect
              label={t('how')}
              data={requestWays.map((value) => ({ value, label: t(`by.${value}`) }))}
              {...form.getInputProps('by')}
            />
          </div>
          <Select
            label={t('country')}
            description={t('countryHint')}
            data={countryOptions(i18n.language)}
            searchable
            allowDeselect={false}
            {...form.getInputProps('country')}
          />
          <Textarea
            label={t('words')}
            autosize
            minRows={2}
            maxLength={2000}
            {...form.getInputProps('what')}
          />
          {isAuthority && (
            <>
              <Textarea
                label={t('ground')}
                description={t('groundHint')}
                autosize
                minRows={2}
                maxLength={2000}
                {...form.getInputProps('ground')}
              />
              <TextInput type="date" label={t('dueOn')} {...form.getInputProps('dueOn')} />
            </>
          )}
          {kind === 'objection' && <Alert>{t('privacy:stopsAtOnce')}</Alert>}
          <FormButtons submit={t('take')} isBusy={form.submitting} onCancel={() => close()} />
        </Stack>
      </form>
    </Dialog>
  );
}
