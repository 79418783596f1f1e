import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { attemptsOf, type WebhookDelivery } from '#shared/domain/webhook.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { type WebhookState, webhookStateOf } from '#shared/records/webhook-state.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader, useRecords, useTable } from '#renderer/state/records.ts';
import { Section, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { useAnswerWords } from './use-answer-words.ts';
import classes from './webhooks.module.css';

const most = 50;
const day = 24 * 60 * 60 * 1000;
const looked = [
  'aiSettings',
  'bookings',
  'contacts',
  'conversations',
  'enquiries',
  'issued',
  'jobs',
  'pauses',
  'webhookEndpoints',
] as const;

type Unsent = Exclude<WebhookState, { is: 'done' | 'underWay' }>;

/** What has not reached its receiver: what waits, and what a person has to decide. */
export function UnsentSection() {
  const { t } = useTranslation('webhooks');
  const records = useReader(looked);
  const now = useNow();
  const unsent = useRecords('webhookDeliveries')
    .map((delivery) => ({ delivery, state: webhookStateOf(records, delivery, now) }))
    .filter((each): each is { delivery: WebhookDelivery; state: Unsent } => isUnsent(each, now))
    .toSorted((a, b) => rankOf(a.state) - rankOf(b.state) || b.delivery.at - a.delivery.at)
    .slice(0, most);
  if (unsent.length === 0) return null;
  return (
    <Section title={t('unsent')} hint={t('unsentHint')}>
      <ul className={classes.list} aria-label={t('unsent')}>
        {unsent.map(({ delivery, state }) => (
          <Line key={delivery.id} delivery={delivery} state={state} />
        ))}
      </ul>
    </Section>
  );
}

/** What was left unsent for a reason that lies here is told for a day; the first attempt of what is new is not. */
function isUnsent(
  { delivery, state }: { delivery: WebhookDelivery; state: WebhookState },
  now: number,
): boolean {
  if (state.is === 'done' || state.is === 'underWay') return false;
  if (state.is === 'ended') return state.why !== 'givenUp' && now - (delivery.ended?.at ?? now) < day;
  return state.is !== 'waiting' || state.attempt > 1;
}

const ranks = { dead: 0, held: 1, kept: 2, waiting: 3, ended: 4 };
function rankOf({ is }: Unsent): number {
  return ranks[is];
}

const tones: Record<Unsent['is'], Tone> = {
  dead: 'bad',
  held: 'warn',
  kept: 'warn',
  waiting: 'info',
  ended: 'neutral',
};

function Line({ delivery, state }: { delivery: WebhookDelivery; state: Unsent }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const say = useAnswerWords();
  const endpoint = useTable('webhookEndpoints').get(delivery.endpointId)?.name ?? t('removedOne');
  const contact = useTable('contacts').get(delivery.contactId)?.name ?? '';
  const attempts = attemptsOf(delivery);
  const last = attempts.at(-1);
  const name = `${delivery.kind} ${contact}`;
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <code>{delivery.kind}</code>
        <span className={classes.name} dir="auto" title={contact}>
          {contact}
        </span>
        <StateBadge tone={tones[state.is]}>{t(`state.${wordOf(state)}`)}</StateBadge>
        <span className={classes.actions}>
          {state.is !== 'kept' && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('actionOf', { action: t('again'), name })}
              onClick={() => ignore(run('webhook.sendAgain', { id: delivery.id }))}
            >
              {t('again')}
            </Button>
          )}
          {state.is !== 'ended' && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={t('actionOf', { action: t('giveUp'), name })}
              onClick={() => ignore(run('webhook.giveUp', { id: delivery.id }))}
            >
              {t('giveUp')}
            </Button>
          )}
        </span>
      </div>
      <p className={classes.about}>
        {[
          endpoint,
          format.dayAndTime(delivery.at),
          last !== undefined && `${t('attempts', { count: attempts.length })} ${say(last)}`,
          state.is === 'waiting' && t('nextAt', { when: format.dayAndTime(state.at) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}

function wordOf(state: Unsent): string {
  if (state.is === 'kept') return `kept_${state.by}`;
  return state.is === 'ended' ? `ended_${state.why}` : state.is;
}
