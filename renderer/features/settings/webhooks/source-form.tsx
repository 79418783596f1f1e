import { useState } from 'react';
import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { arrivalFields, type WebhookSource } from '#shared/domain/webhook-source.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { save } from '#renderer/state/commands.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { SecretInput, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import settingsClasses from '../settings.module.css';
import type { ShownSecret } from './secret-dialog.tsx';
import classes from './webhooks.module.css';

interface SourceFormProps {
  /** Left out for a new one. */
  source?: WebhookSource;
  onAdded?: (shown: ShownSecret) => void;
  onClose: () => void;
}

interface SourceValues extends Record<string, unknown> {
  name: string;
  kind: 'standard' | 'hmac';
  header: string;
  secret: string;
  asks: boolean;
  fields: Record<'name' | 'phone' | 'email' | 'title' | 'words', string>;
}

/** Who sends something here, how it is proven, and what of its JSON is what. */
export function SourceForm({ source, onAdded, onClose }: SourceFormProps) {
  const { t } = useTranslation('webhooks');
  const [problem, setProblem] = useState<Problem>();
  const { form, forget } = useKeptForm<SourceValues>(`webhook source ${source?.id ?? 'new'}`, {
    secrets: ['secret'],
    initialValues: {
      name: source?.name ?? '',
      kind: 'standard',
      header: 'x-signature',
      secret: '',
      asks: source?.asks === true,
      fields: { name: '', phone: '', email: '', title: '', words: '', ...source?.fields },
    },
  });
  const { kind } = form.values;

  function close() {
    forget();
    onClose();
  }

  async function submit(values: typeof form.values) {
    const { name, header, secret, fields, asks } = values;
    const wish = { name: name.trim(), fields, ...(asks && { asks: true as const }) };
    const done: Result<unknown> =
      source !== undefined
        ? await save('webhookSource.change', { id: source.id, ...wish })
        : await add({
            ...wish,
            ...(kind === 'hmac'
              ? { check: { kind, header: header.trim().toLowerCase() }, secret }
              : { check: { kind } }),
          });
    if (done.ok) return close();
    takeFieldProblems(form, done.error);
    setProblem(isShownInPlace(done.error) ? undefined : showInPlace(done.error));
  }

  async function add(wish: Parameters<ReturnType<typeof vault>['addWebhookSource']>[0]) {
    const done = await vault().addWebhookSource(wish);
    if (done.ok && wish.secret === undefined) onAdded?.({ name: wish.name, secret: done.value.secret });
    return done;
  }

  return (
    <form className={settingsClasses.form} onSubmit={form.onSubmit(submit)}>
      <TextInput label={t('name')} maxLength={60} {...form.getInputProps('name')} />
      {source === undefined && (
        <NativeSelect
          label={t('checkLabel')}
          data={(['standard', 'hmac'] as const).map((value) => ({ value, label: t(`check.${value}`) }))}
          {...form.getInputProps('kind')}
        />
      )}
      {source === undefined && kind === 'hmac' && (
        <>
          <TextInput label={t('header')} description={t('headerHint')} {...form.getInputProps('header')} />
          <SecretInput
            label={t('secret')}
            description={t('hmacHint')}
            autoComplete="off"
            {...form.getInputProps('secret')}
          />
        </>
      )}
      <fieldset className={settingsClasses.plain}>
        <legend>{t('mapping')}</legend>
        <div className={classes.mapping}>
          {arrivalFields.map((field) => (
            <TextInput
              key={field}
              label={t(`arrival.${field}`)}
              placeholder={`customer.${field}`}
              maxLength={200}
              {...form.getInputProps(`fields.${field}`)}
            />
          ))}
        </div>
      </fieldset>
      <Checkbox label={t('asks')} {...form.getInputProps('asks', { type: 'checkbox' })} />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t(source === undefined ? 'addIt' : 'saveIt')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
