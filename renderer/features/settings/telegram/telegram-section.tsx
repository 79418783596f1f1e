import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { TelegramBot } from '#shared/domain/telegram.ts';
import { currentBot, pairedChats } from '#shared/records/telegram.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { useReader } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmButton, FieldRow, Section, StateBadge } from '#renderer/ui/index.ts';
import peopleClasses from '../people.module.css';
import settingsClasses from '../settings.module.css';
import { ConnectForm } from './connect-form.tsx';
import { MemberChats } from './member-chats.tsx';
import { ToldLately } from './told-lately.tsx';
import classes from './telegram.module.css';

/** The owner's bot, who of the team is told by it, and what. */
export function TelegramSection() {
  const { t } = useTranslation('telegram');
  const records = useReader(['telegramBots', 'telegramPairings']);
  const bot = currentBot(records);
  if (bot === undefined)
    return (
      <div>
        <Section title={t('title')} hint={t('about')}>
          <p className={settingsClasses.muted}>{t('what')}</p>
        </Section>
        <Section title={t('guide')}>
          <Guide />
          <ConnectForm />
        </Section>
      </div>
    );
  return (
    <div>
      <Section title={t('title')} hint={t('about')} action={<Disconnect bot={bot} />}>
        <Bot bot={bot} isUsed={pairedChats(records).length > 0} />
        <p className={settingsClasses.muted}>{t('what')}</p>
      </Section>
      <MemberChats />
      <ToldLately />
    </div>
  );
}

/** How BotFather makes a bot. */
function Guide() {
  const { t } = useTranslation('telegram');
  return (
    <ol className={peopleClasses.guide}>
      {(['open', 'name', 'token'] as const).map((step) => (
        <li key={step}>{t(`step.${step}`)}</li>
      ))}
    </ol>
  );
}

function Bot({ bot, isUsed }: { bot: TelegramBot; isUsed: boolean }) {
  const { t } = useTranslation('telegram');
  const format = useFormat();
  const [isChanging, setChanging] = useState(false);
  const { trouble, tokenExposed: exposed } = bot;
  return (
    <>
      <FieldRow label={t('bot')}>
        <span className={classes.state}>
          <bdi title={bot.name}>@{bot.username}</bdi>
          {trouble === undefined && (
            <StateBadge tone={isUsed ? 'good' : 'neutral'}>{t(isUsed ? 'works' : 'idle')}</StateBadge>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setChanging(!isChanging)}>
            {t('newToken')}
          </Button>
        </span>
      </FieldRow>
      {trouble !== undefined && (
        <div className={classes.trouble}>
          <p className={settingsClasses.exposed}>{t(`trouble.${trouble.kind}`)}</p>
          {trouble.kind === 'webhook' && (
            <Button size="compact-sm" variant="default" onClick={() => ignore(takeOver(t('dropped')))}>
              {t('dropWebhook')}
            </Button>
          )}
        </div>
      )}
      {exposed !== undefined && (
        <p className={settingsClasses.exposed}>
          {t('exposed', { to: exposed.to || t('formerMember'), date: format.day(exposed.at) })}
        </p>
      )}
      {isChanging && <ConnectForm apiRoot={bot.apiRoot} onClose={() => setChanging(false)} />}
    </>
  );
}

async function takeOver(words: string): Promise<void> {
  const done = await vault().dropTelegramWebhook();
  if (done.ok) showDone(words);
  else showProblem(done.error);
}

function Disconnect({ bot: { username } }: { bot: TelegramBot }) {
  const { t } = useTranslation('telegram');
  return (
    <>
      <ConfirmButton
        label={t('disconnect')}
        title={t('disconnectTitle', { name: `@${username}` })}
        onConfirm={() => ignore(run('telegram.disconnect', {}))}
      >
        {t('disconnectText')}
      </ConfirmButton>
    </>
  );
}
