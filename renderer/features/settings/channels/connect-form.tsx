import { useState } from 'react';
import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

const idForm = /^[\w-]{1,64}$/;

/** What Meta's dashboard shows for a number, asked once. */
export function ConnectForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [problem, setProblem] = useState<Problem>();
  const needed = (value: string) => (value.trim() === '' ? t('needed') : null);
  const metaId = (value: string) => (idForm.test(value.trim()) ? null : t('metaIdWrong'));
  const form = useForm({
    initialValues: {
      name: 'WhatsApp',
      phoneNumberId: '',
      businessAccountId: '',
      accessToken: '',
      appSecret: '',
      graphUrl: 'https://graph.facebook.com',
    },
    transformValues: (values) =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])) as typeof values,
    validate: {
      name: needed,
      phoneNumberId: metaId,
      businessAccountId: metaId,
      accessToken: needed,
      appSecret: needed,
      graphUrl: (value) => (URL.canParse(value.trim()) ? null : t('urlWrong')),
    },
  });

  async function connect(values: typeof form.values) {
    const done = await run('channel.connect', values, { quiet: true });
    if (done.ok) onClose();
    else setProblem(done.error);
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(connect)}>
      <TextInput label={t('channelName')} {...form.getInputProps('name')} />
      <TextInput label={t('phoneNumberId')} autoComplete="off" {...form.getInputProps('phoneNumberId')} />
      <TextInput
        label={t('businessAccountId')}
        autoComplete="off"
        {...form.getInputProps('businessAccountId')}
      />
      <PasswordInput label={t('accessToken')} autoComplete="off" {...form.getInputProps('accessToken')} />
      <PasswordInput label={t('appSecret')} autoComplete="off" {...form.getInputProps('appSecret')} />
      <TextInput label={t('graphUrl')} description={t('graphUrlHint')} {...form.getInputProps('graphUrl')} />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t('connect')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
