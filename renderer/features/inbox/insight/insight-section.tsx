import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { type SaidAbout, useSaidAbout } from '#renderer/state/insight.ts';
import { useChain } from '#renderer/state/models.ts';
import { useMessages } from '#renderer/state/messages.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Section, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { isLeftToPerson } from '#shared/domain/left-to-person.ts';
import { ReceiptLine } from '../receipt-line.tsx';
import { Score } from './score.tsx';
import { SuggestedLabels } from './suggested-labels.tsx';
import { hideTranslation, translateThread, useThreadTranslation } from './translations.ts';
import classes from './insight.module.css';

const tones: Record<SaidAbout['insight']['sentiment'], Tone> = {
  pleased: 'good',
  neutral: 'neutral',
  worried: 'warn',
  angry: 'bad',
};

/** What the assistant says about a conversation: by its rules at once, by a model when it is asked to. */
export function InsightSection({ conversation }: { conversation: Conversation }) {
  const { t, i18n } = useTranslation('insight');
  const { active } = useChain();
  const { said, asking, ask } = useSaidAbout(conversation);
  const { locale } = useFormat();
  const messages = useMessages(conversation.id);
  const isLeft = isLeftToPerson(conversation, messages);
  if (said === undefined || messages.length === 0) return null;
  const { insight, answeredBy, receipts, note } = said;
  const [danger] = openDangers(conversation);
  const nextStep = danger !== undefined ? 'callNow' : isLeft ? 'handOff' : insight.nextStep;
  const languages = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const button = active.length > 0 && (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      onClick={() => (asking ? ignore(vault().stopInsight(conversation.id)) : ignore(ask()))}
    >
      {t(asking ? 'stop' : 'summarise')}
    </Button>
  );
  return (
    <Section title={t('title')} action={button || undefined}>
      {insight.summary !== undefined && (
        <p className={classes.summary} dir="auto">
          {insight.summary}
        </p>
      )}
      <dl className={classes.facts}>
        <dt>{t('wants')}</dt>
        <dd>{t(`intent.${insight.intent}`)}</dd>
        <dt>{t(danger === undefined ? 'feels' : 'danger')}</dt>
        <dd>
          {danger === undefined ? (
            <StateBadge tone={tones[insight.sentiment]}>{t(`sentiment.${insight.sentiment}`)}</StateBadge>
          ) : (
            <StateBadge tone="bad">{t(`app:danger.${danger.kind}`)}</StateBadge>
          )}
        </dd>
        <dt>{t('writes')}</dt>
        <dd>{languages.of(insight.language) ?? insight.language}</dd>
        <dt>{t('next')}</dt>
        <dd>{t(`step.${nextStep}`)}</dd>
      </dl>
      <SuggestedLabels conversationId={conversation.id} labelIds={insight.labelIds} />
      {danger === undefined && insight.score !== undefined && (
        <Score contactId={conversation.contactId} score={insight.score} />
      )}
      {active.length > 0 && <Translate conversationId={conversation.id} language={locale} />}
      {note !== undefined && <p className={classes.note}>{note}</p>}
      {answeredBy !== undefined && (
        <p className={classes.note}>
          {t(answeredBy.place === 'local' ? 'byLocal' : 'byRemote', { ...answeredBy })}
        </p>
      )}
      {receipts.map((receipt) => (
        <ReceiptLine key={receipt.ledgerId} receipt={receipt} />
      ))}
    </Section>
  );
}

/** Shows the thread in the owner's language, under what was written. */
function Translate({ conversationId, language }: { conversationId: string; language: string }) {
  const { t } = useTranslation('insight');
  const translated = useThreadTranslation(conversationId);
  const code = language.split('-')[0] ?? 'en';
  return (
    <Switch
      size="xs"
      className={classes.translate}
      label={t(translated?.running === true ? 'translating' : 'translate')}
      checked={translated !== undefined}
      onChange={({ currentTarget: { checked } }) =>
        checked ? ignore(translateThread(conversationId, code)) : hideTranslation(conversationId)
      }
    />
  );
}
