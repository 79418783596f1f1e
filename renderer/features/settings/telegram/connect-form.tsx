import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { telegramUrl } from '#shared/domain/telegram.ts';
import type { Problem } from '#shared/lib/result.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { SecretInput, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import settingsClasses from '../settings.module.css';

interface ConnectFormProps {
  /** Where the bot that is connected is reached. */
  apiRoot?: string;
  onClose?: () => void;
}

/** A token as BotFather gives it, tested before it is kept. */
export function ConnectForm({ apiRoot = telegramUrl, onClose }: ConnectFormProps) {
  const { t } = useTranslation('telegram');
  const [problem, setProblem] = useState<Problem>();
  const { form, forget } = useKeptForm('bot', { initialValues: { token: '', apiRoot }, secrets: ['token'] });

  function close() {
    forget();
    onClose?.();
  }

  async function connect(values: typeof form.values) {
    const done = await vault().connectTelegram(values);
    if (done.ok) return close();
    takeFieldProblems(form, done.error);
    setProblem(isShownInPlace(done.error) ? undefined : showInPlace(done.error));
  }

  return (
    <form className={settingsClasses.form} onSubmit={form.onSubmit(connect)}>
      <SecretInput
        label={t('token')}
        description={t('tokenHint')}
        autoComplete="off"
        {...form.getInputProps('token')}
      />
      <TextInput label={t('server')} description={t('serverHint')} {...form.getInputProps('apiRoot')} />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t('connect')}
        </Button>
        {onClose !== undefined && (
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
