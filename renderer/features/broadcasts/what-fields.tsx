import { useState } from 'react';
import { Anchor, Button, Group, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { templateFields } from '#shared/channels/meta/whatsapp/templates.ts';
import { broadcastPlaces } from '#shared/domain/broadcast/words.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useTemplates } from '#renderer/state/templates.ts';
import type { DraftForm } from './draft-form.ts';
import { usualValues } from './draft-values.ts';
import { MailFields } from './mail-fields.tsx';
import { TemplateForm } from './template-form.tsx';
import classes from './broadcasts.module.css';

/** What it says, and over what. */
export function WhatFields({ form }: { form: DraftForm }) {
  const { t } = useTranslation('broadcasts');
  const hasNumber = useRecords('channels').some(({ kind }) => kind === 'whatsapp');
  const hasMailbox = useRecords('mailAccounts').length > 0;
  const { over } = form.values;
  return (
    <section aria-label={t('what')}>
      <h2 className={classes.step}>{t('what')}</h2>
      <Stack gap={12}>
        {(hasMailbox || over === 'email') && (hasNumber || over === 'whatsapp') && (
          <SegmentedControl
            aria-label={t('over')}
            style={{ alignSelf: 'flex-start' }}
            data={(['whatsapp', 'email'] as const).map((value) => ({ value, label: t(`overs.${value}`) }))}
            {...form.getInputProps('over')}
          />
        )}
        {over === 'email' ? <MailFields form={form} /> : <TemplateFields form={form} />}
      </Stack>
    </section>
  );
}

/** The template, over which number, and what stands in its places for each. */
function TemplateFields({ form }: { form: DraftForm }) {
  const { t } = useTranslation('broadcasts');
  const channels = useRecords('channels').filter((channel) => channel.kind === 'whatsapp');
  const { accountId, templateId } = form.values;
  const owner = channels.find(({ phoneNumberId }) => phoneNumberId === accountId)?.businessAccountId;
  const { templates, refused } = useTemplates(owner);
  const template = templates.find(({ id }) => id === templateId);
  const { locale } = useFormat();
  const mayWrite = useAccess('desk') === 'write';
  const [writes, setWrites] = useState(false);

  function choose(id: string) {
    const chosen = templates.find((each) => each.id === id);
    form.setValues({ templateId: id, values: chosen === undefined ? {} : usualValues(chosen) });
    form.clearFieldError('templateId');
  }

  return (
    <>
      {channels.length > 1 && (
        <NativeSelect
          label={t('account')}
          data={channels.map(({ phoneNumberId, name }) => ({ value: phoneNumberId, label: name }))}
          {...form.getInputProps('accountId')}
        />
      )}
      <NativeSelect
        label={t('template')}
        description={templates.length === 0 ? t('noTemplates', { count: refused }) : t('templateHint')}
        data={[
          { value: '', label: t('choose') },
          ...templates.map(({ id, name, language, category }) => ({
            value: id,
            label: t('templateName', { name, language, category: category.toLowerCase() }),
          })),
        ]}
        {...form.getInputProps('templateId')}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {templates.length === 0 && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'channels' }} {...props} />}
        >
          {t('toChannels')}
        </Anchor>
      )}
      <Unapproved owner={owner} />
      {mayWrite && accountId !== '' && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ justifySelf: 'start', alignSelf: 'flex-start' }}
          onClick={() => setWrites(true)}
        >
          {t('writeTemplate')}
        </Button>
      )}
      {writes && (
        <TemplateForm
          accountId={accountId}
          language={locale.replace('-', '_')}
          onClose={() => setWrites(false)}
        />
      )}
      {template !== undefined && <Places form={form} template={template} />}
    </>
  );
}

/** Those that Meta judges, or has not approved, each with its word. */
function Unapproved({ owner }: { owner: string | undefined }) {
  const { t, i18n } = useTranslation('broadcasts');
  const others = useRecords('messageTemplates').filter(
    ({ businessAccountId, status }) =>
      status !== 'APPROVED' && (owner === undefined || businessAccountId === owner),
  );
  if (others.length === 0) return null;
  const words = others.map(({ name, language, status }) =>
    t('unapprovedOne', { name, language, status: status.toLowerCase() }),
  );
  return (
    <Text size="sm" c="dimmed">
      {t('unapproved', { list: new Intl.ListFormat(i18n.language).format(words) })}
    </Text>
  );
}

function Places({ form, template }: { form: DraftForm; template: MessageTemplate }) {
  const { t } = useTranslation('broadcasts');
  const fields = templateFields(template);
  const { values } = form.values;
  const { values: problem } = form.errors;
  const set = (key: string, part: 'words' | 'fallback', text: string) => {
    const known = values[key] ?? { words: '', fallback: '' };
    form.setFieldValue('values', { ...values, [key]: { ...known, [part]: text } });
  };
  return (
    <>
      {fields.map(({ key, before, name }) => {
        const { words = '', fallback = '' } = values[key] ?? {};
        const label = before === '' ? t('place', { name }) : t('placeAfter', { before });
        return (
          <Group key={key} gap={12} align="flex-start" grow>
            <TextInput
              label={label}
              value={words}
              maxLength={1024}
              error={words === '' && fallback === '' && problem}
              onChange={({ currentTarget }) => set(key, 'words', currentTarget.value)}
            />
            <TextInput
              label={t('fallback')}
              aria-label={t('fallbackOf', { place: label })}
              placeholder={t('fallbackNone')}
              value={fallback}
              maxLength={1024}
              onChange={({ currentTarget }) => set(key, 'fallback', currentTarget.value)}
            />
          </Group>
        );
      })}
      {fields.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('places', { places: broadcastPlaces.map((each) => `{{${each}}}`).join(' ') })}
        </Text>
      )}
      {problem !== undefined && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
    </>
  );
}
