import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { type MailAccount, mailSecurities } from '#shared/domain/channel.ts';
import type { MailProvider } from '#shared/domain/mail-sign-in.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmButton, EditableText, FieldRow, Section, StateBadge } from '#renderer/ui/index.ts';
import { ExposedNote } from '../../exposed-note.tsx';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';
import { useMailSignIn } from './use-mail-sign-in.tsx';

/** A mailbox that is connected: what it is, and whether it works. */
export function MailCard({ account }: { account: MailAccount }) {
  const { t } = useTranslation('mail');
  const { id, address, name, host, port, security, user, passwordExposed, signIn } = account;
  const change = (fields: ArgsOf<'mail.update'>['fields']) => run('mail.update', { id, fields });
  const needed = (value: string) => (value === '' ? t('needed') : undefined);

  return (
    <Section
      title={address}
      action={
        <ConfirmButton
          label={t('disconnect')}
          title={t('disconnectTitle', { address })}
          onConfirm={() => ignore(run('mail.disconnect', { id }))}
        >
          {t(leavingWords(account))}
        </ConfirmButton>
      }
    >
      <EditableText
        label={t('from')}
        value={name}
        validate={needed}
        onSave={(value) => change({ name: value })}
      />
      <EditableText
        label={t('host')}
        value={host}
        validate={needed}
        onSave={(value) => change({ host: value.toLowerCase() })}
      />
      <FieldRow label={t('security')}>
        <NativeSelect
          size="xs"
          w={220}
          aria-label={t('security')}
          data={mailSecurities.map((value) => ({ value, label: t(`securities.${value}`) }))}
          value={security}
          onChange={(event) => {
            const chosen = mailSecurities.find((each) => each === event.currentTarget.value);
            if (chosen !== undefined) ignore(change({ security: chosen }));
          }}
        />
      </FieldRow>
      <EditableText
        label={t('port')}
        value={String(port)}
        validate={(value) => (/^\d{1,5}$/.test(value) ? undefined : t('portWrong'))}
        onSave={(value) => change({ port: Number(value) })}
      />
      {signIn === undefined ? (
        <>
          <EditableText
            label={t('user')}
            value={user}
            validate={needed}
            onSave={(value) => change({ user: value })}
          />
          <EditableText
            label={t('password')}
            value=""
            placeholder={t('passwordKept')}
            onSave={(password) => (password === '' ? undefined : change({ password }))}
          />
          <ExposedNote exposed={passwordExposed} what="mailPassword" />
        </>
      ) : (
        <SignedIn account={account} provider={signIn.provider} />
      )}
      <MailTrouble account={account} />
      <MailTest id={id} />
    </Section>
  );
}

function leavingWords({
  signIn,
}: MailAccount): 'disconnectText' | 'disconnectGoogle' | 'disconnectMicrosoft' {
  if (signIn === undefined) return 'disconnectText';
  return signIn.provider === 'google' ? 'disconnectGoogle' : 'disconnectMicrosoft';
}

/** Where it is signed in to, and doing it anew: by the same client. */
function SignedIn({ account, provider }: { account: MailAccount; provider: MailProvider }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { address, name, passwordExposed: exposed } = account;
  const signIn = useMailSignIn(provider, () => {});

  async function again() {
    const failed = await signIn.begin({ address, name });
    if (failed !== undefined) showProblem(failed);
  }

  return (
    <FieldRow label={t('signIn.by')}>
      <span>{t(`way.${provider}`)}</span>{' '}
      <Button size="compact-sm" variant="default" onClick={() => ignore(again())}>
        {t('signIn.again')}
      </Button>
      {exposed !== undefined && (
        <p className={classes.exposed}>
          {t('signIn.exposed', { to: exposed.to, date: format.day(exposed.at) })}
        </p>
      )}
      {signIn.dialog}
    </FieldRow>
  );
}

/** Why nothing goes out at the moment, and since when. */
function MailTrouble({ account: { id, trouble } }: { account: MailAccount }) {
  const { t } = useTranslation(['mail', 'settings']);
  const format = useFormat();
  if (trouble === undefined) return null;
  return (
    <FieldRow label={t('settings:sending')}>
      <div role="alert">
        <p className={classes.problem}>{adviseOnSendError(trouble, 'email').sentence}</p>
        <div className={classes.line}>
          <Button size="compact-sm" variant="default" onClick={() => ignore(run('mail.resume', { id }))}>
            {t('settings:tryAgain')}
          </Button>
          <span className={classes.muted}>
            {t('settings:stoppedSince', { time: format.dayAndTime(trouble.at) })}
          </span>
        </div>
      </div>
    </FieldRow>
  );
}

/** A test to oneself: all of the way, and nobody else's mailbox. */
function MailTest({ id }: { id: string }) {
  const { t } = useTranslation('mail');
  const [isBusy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const [problem, setProblem] = useState<Problem>();

  async function test() {
    setBusy(true);
    const result = await vault().testMail(id);
    setBusy(false);
    setProblem(result.ok ? undefined : result.error);
    setSentTo(result.ok ? result.value.to : undefined);
  }

  return (
    <FieldRow label={t('test')}>
      <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => ignore(test())}>
        {t('testNow')}
      </Button>
      <div aria-live="polite">
        {sentTo !== undefined && <StateBadge tone="good">{t('testSent', { to: sentTo })}</StateBadge>}
      </div>
      <ProblemText problem={problem} />
    </FieldRow>
  );
}
