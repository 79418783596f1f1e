import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WebhookArrival } from '#shared/domain/webhook-source.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { parseJson } from '#shared/lib/json.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { Section, StateBadge } from '#renderer/ui/index.ts';
import classes from './webhooks.module.css';

const most = 50;

/** What has come and waits for a person: because it is asked for, or because something is wrong with it. */
export function ArrivalsSection() {
  const { t } = useTranslation('webhooks');
  const waiting = useRecords('webhookArrivals')
    .filter(({ settledAt }) => settledAt === undefined)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, most);
  if (waiting.length === 0) return null;
  return (
    <Section title={t('arrived')} hint={t('arrivedHint')}>
      <ul className={classes.list} aria-label={t('arrived')}>
        {waiting.map((arrival) => (
          <Line key={arrival.id} arrival={arrival} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ arrival: { id, at, sourceId, problem, body = '' } }: { arrival: WebhookArrival }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const name = useTable('webhookSources').get(sourceId)?.name ?? t('removedOne');
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <span className={classes.name} dir="auto" title={name}>
          {name}
        </span>
        <StateBadge tone={problem === undefined ? 'warn' : 'bad'}>
          {t(`problem.${problem ?? 'none'}`)}
        </StateBadge>
        <span className={classes.actions}>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('actionOf', { action: t('accept'), name })}
            onClick={() => ignore(run('webhookArrival.accept', { id }))}
          >
            {t('accept')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('actionOf', { action: t('putAway'), name })}
            onClick={() => ignore(run('webhookArrival.putAway', { id }))}
          >
            {t('putAway')}
          </Button>
        </span>
      </div>
      <p className={classes.about}>{format.dayAndTime(at)}</p>
      <pre className={classes.body} dir="ltr">
        {readable(body)}
      </pre>
    </li>
  );
}

/** What is longer is no form that somebody has filled in. */
const mostShown = 3000;

function readable(body: string): string {
  const json = parseJson(body);
  const text = json === undefined ? body : JSON.stringify(json, undefined, 2);
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
