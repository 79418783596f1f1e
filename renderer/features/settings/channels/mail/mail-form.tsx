import { useState } from 'react';
import { Anchor, Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import { type MailSecurity, mailSecurities } from '#shared/domain/channel.ts';
import { emailAddressSchema } from '#shared/domain/common.ts';
import { mailPresetFor } from '#shared/domain/mail-presets.ts';
import type { Problem } from '#shared/lib/result.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { SecretInput, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';

type Values = {
  address: string;
  name: string;
  password: string;
  host: string;
  port: number;
  security: MailSecurity;
  user: string;
};

const usualPorts: Record<MailSecurity, number> = { tls: 465, starttls: 587, none: 1025 };

interface MailFormProps {
  /** Under which name what is typed is kept. */
  kept: string;
  onClose: () => void;
}

/** The owner's mailbox: the address finds the server where its provider is known, and the rest is asked only otherwise. */
export function MailForm({ kept, onClose }: MailFormProps) {
  const { t } = useTranslation('mail');
  const business = useRecord('business', 'business');
  const [problem, setProblem] = useState<Problem>();
  const [showsServer, setShowsServer] = useState(false);
  const needed = (value: string) => (value.trim() === '' ? t('needed') : null);
  const { form } = useKeptForm<Values>(kept, {
    secrets: ['password'],
    initialValues: {
      address: '',
      name: business?.name ?? '',
      password: '',
      host: '',
      port: usualPorts.starttls,
      security: 'starttls',
      user: '',
    },
    validate: {
      address: (value) => (emailAddressSchema.safeParse(value.trim()).success ? null : t('addressWrong')),
      name: needed,
      password: needed,
      host: needed,
    },
  });
  const preset = mailPresetFor(form.values.address.trim());

  function typed(address: string) {
    form.setFieldValue('address', address);
    const found = mailPresetFor(address.trim());
    if (found === undefined) return setShowsServer(emailAddressSchema.safeParse(address.trim()).success);
    const { host, port, security } = found;
    form.setValues({ host, port, security });
    setShowsServer(false);
  }

  async function connect({ user, ...values }: Values) {
    const address = values.address.trim();
    const host = values.host.trim().toLowerCase();
    const args: ArgsOf<'mail.connect'> = { ...values, address, host, user: user.trim() || address };
    const done = await run('mail.connect', args, { quiet: true });
    if (done.ok) return onClose();
    setShowsServer(true);
    takeFieldProblems(form, done.error);
    setProblem(isShownInPlace(done.error) ? undefined : showInPlace(done.error));
  }

  return (
    <form
      className={classes.form}
      onSubmit={form.onSubmit(connect, (errors) => setShowsServer(showsServer || 'host' in errors))}
    >
      <TextInput
        label={t('address')}
        type="email"
        autoComplete="off"
        placeholder="office@example.com"
        {...form.getInputProps('address')}
        onChange={(event) => typed(event.currentTarget.value)}
      />
      <TextInput label={t('from')} description={t('fromHint')} {...form.getInputProps('name')} />
      <SecretInput
        label={t(preset?.hint === 'appPassword' ? 'appPassword' : 'password')}
        description={preset?.hint === undefined ? undefined : t(`hint.${preset.hint}`)}
        autoComplete="off"
        {...form.getInputProps('password')}
      />
      {showsServer ? (
        <ServerFields form={form} />
      ) : (
        <Anchor component="button" type="button" size="sm" onClick={() => setShowsServer(true)}>
          {preset === undefined ? t('showServer') : t('serverFound', { host: preset.host })}
        </Anchor>
      )}
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

type ServerForm = Pick<UseFormReturnType<Values>, 'values' | 'setValues' | 'getInputProps'>;

function ServerFields({ form }: { form: ServerForm }) {
  const { t } = useTranslation('mail');
  const choose = (value: string) => {
    const security = mailSecurities.find((each) => each === value) ?? 'starttls';
    form.setValues({ security, port: usualPorts[security] });
  };
  return (
    <>
      <TextInput
        label={t('host')}
        placeholder="smtp.example.com"
        autoComplete="off"
        {...form.getInputProps('host')}
      />
      <NativeSelect
        label={t('security')}
        data={mailSecurities.map((value) => ({ value, label: t(`securities.${value}`) }))}
        {...form.getInputProps('security')}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <NumberInput
        label={t('port')}
        min={1}
        max={65_535}
        hideControls
        allowDecimal={false}
        {...form.getInputProps('port')}
      />
      <TextInput
        label={t('user')}
        placeholder={form.values.address}
        autoComplete="off"
        {...form.getInputProps('user')}
      />
    </>
  );
}
