import { useTranslation } from 'react-i18next';
import { attemptsOf } from '#shared/domain/webhook.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAnswerWords } from './use-answer-words.ts';
import classes from './webhooks.module.css';

const most = 5;

/** What an endpoint answered lately, the last one first. */
export function LastAnswers({ endpointId }: { endpointId: string }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const say = useAnswerWords();
  const last = useRecords('webhookDeliveries')
    .filter((each) => each.endpointId === endpointId)
    .flatMap((each) => attemptsOf(each).map((attempt) => ({ ...attempt, id: each.id, kind: each.kind })))
    .filter(({ endedAt }) => endedAt !== undefined)
    .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))
    .slice(0, most);
  if (last.length === 0) return null;
  return (
    <ul className={classes.answers} aria-label={t('lastAnswers')}>
      {last.map((attempt) => (
        <li key={`${attempt.id} ${attempt.number}`}>
          <code>{attempt.kind}</code>
          <span>{say(attempt)}</span>
          <span className={classes.about}>{format.dayAndTime(attempt.endedAt ?? attempt.at)}</span>
        </li>
      ))}
    </ul>
  );
}
