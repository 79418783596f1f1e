import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import settingsClasses from '../settings.module.css';
import type { ShownSecret } from './secret-dialog.tsx';

interface AddWebhookProps {
  onAdded: (shown: ShownSecret) => void;
  onClose: () => void;
}

/** Where a program listens, and how it is called here. */
export function AddWebhook({ onAdded, onClose }: AddWebhookProps) {
  const { t } = useTranslation('webhooks');
  const [problem, setProblem] = useState<Problem>();
  const { form, forget } = useKeptForm('new webhook', { initialValues: { name: '', url: '' } });

  function close() {
    forget();
    onClose();
  }

  async function add(values: typeof form.values) {
    const wish = { name: values.name.trim(), url: values.url.trim() };
    const done = await vault().addWebhook(wish);
    if (done.ok) {
      close();
      return onAdded({ name: wish.name, secret: done.value.secret });
    }
    takeFieldProblems(form, done.error);
    setProblem(isShownInPlace(done.error) ? undefined : showInPlace(done.error));
  }

  return (
    <form className={settingsClasses.form} onSubmit={form.onSubmit(add)}>
      <TextInput label={t('name')} maxLength={60} {...form.getInputProps('name')} />
      <TextInput
        label={t('url')}
        description={t('urlHint')}
        placeholder="https://"
        {...form.getInputProps('url')}
      />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t('addIt')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
