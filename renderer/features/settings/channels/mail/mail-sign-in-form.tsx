import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { emailAddressSchema } from '#shared/domain/common.ts';
import type { MailProvider } from '#shared/domain/mail-sign-in.ts';
import type { Problem } from '#shared/lib/result.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { useRecord } from '#renderer/state/records.ts';
import { SecretInput, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../../problem-text.tsx';
import peopleClasses from '../../people.module.css';
import classes from '../../settings.module.css';
import { useMailSignIn } from './use-mail-sign-in.tsx';

interface MailSignInFormProps {
  provider: MailProvider;
  /** Under which name what is typed is kept. */
  kept: string;
  onClose: () => void;
}

const steps = {
  google: ['project', 'consent', 'client'],
  microsoft: ['app', 'platform', 'permission', 'smtp'],
} as const satisfies Record<MailProvider, readonly string[]>;

/** A mailbox that is signed in to at its provider, by a registration of the owner's own. */
export function MailSignInForm({ provider, kept, onClose }: MailSignInFormProps) {
  const { t } = useTranslation('mail');
  const business = useRecord('business', 'business');
  const [problem, setProblem] = useState<Problem>();
  const signIn = useMailSignIn(provider, onClose);
  const needed = (value: string) => (value.trim() === '' ? t('needed') : null);
  const { form } = useKeptForm(kept, {
    secrets: ['clientSecret'],
    initialValues: { address: '', name: business?.name ?? '', clientId: '', clientSecret: '', server: '' },
    validate: {
      address: (value) => (emailAddressSchema.safeParse(value.trim()).success ? null : t('addressWrong')),
      name: needed,
      clientId: needed,
      clientSecret: (value) => (provider === 'google' ? needed(value) : null),
    },
  });

  async function begin({ address, name, clientId, clientSecret, server }: typeof form.values) {
    const client = {
      provider,
      clientId,
      ...(provider === 'google' && { clientSecret }),
      ...(server.trim() !== '' && { server: server.trim() }),
    };
    const failed = await signIn.begin({ address: address.trim(), name: name.trim(), client });
    if (failed === undefined) return;
    takeFieldProblems(form, failed);
    setProblem(isShownInPlace(failed) ? undefined : showInPlace(failed));
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(begin)}>
      <ol className={peopleClasses.guide} aria-label={t('signIn.guide')}>
        {steps[provider].map((step) => (
          <li key={step}>{t(`signIn.${provider}.${step}`)}</li>
        ))}
      </ol>
      <TextInput
        label={t('address')}
        type="email"
        autoComplete="off"
        placeholder="office@example.com"
        {...form.getInputProps('address')}
      />
      <TextInput label={t('from')} description={t('fromHint')} {...form.getInputProps('name')} />
      <TextInput
        label={t('signIn.clientId')}
        dir="ltr"
        autoComplete="off"
        {...form.getInputProps('clientId')}
      />
      {provider === 'google' && (
        <SecretInput
          label={t('signIn.clientSecret')}
          autoComplete="off"
          {...form.getInputProps('clientSecret')}
        />
      )}
      <TextInput
        label={t('signIn.server')}
        description={t('signIn.serverHint')}
        {...form.getInputProps('server')}
      />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t('signIn.title', { provider: t(`way.${provider}`) })}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Group>
      {signIn.dialog}
    </form>
  );
}
