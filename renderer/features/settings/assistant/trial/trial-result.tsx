import { useTranslation } from 'react-i18next';
import type { Act } from '#shared/domain/act.ts';
import { type Trial, type TrialAnswer, type Verdict, verdictOf } from '#shared/agent/trial/trial.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import classes from './trial.module.css';

/** What came of a trial, in sentences. */
export function Reasons({ trial }: { trial: Trial }) {
  const { t } = useTranslation('trial');
  const { passed, reasons, share } = verdictOf(trial);
  const { first, next } = trial.speed;
  const remembers = first !== undefined && next !== undefined && next * 2 < first;
  return (
    <>
      {passed && <p className={classes.note}>{t('passed')}</p>}
      {reasons.map((reason) => (
        <p key={reason} className={classes.note}>
          {t(`reason.${reason}`, { share: Math.floor(share * 100) })}
        </p>
      ))}
      {next !== undefined && <p className={classes.note}>{t(remembers ? 'remembers' : 'readsAnew')}</p>}
    </>
  );
}

/** In figures, and each mistake. */
export function TrialResult({ trial }: { trial: Trial }) {
  const { t } = useTranslation('trial');
  const verdict = verdictOf(trial);
  return (
    <>
      <Figures trial={trial} verdict={verdict} />
      {verdict.mistakes.length > 0 && (
        <details className={classes.mistakes}>
          <summary>{t('mistakes', { count: verdict.mistakes.length })}</summary>
          <ul>
            {verdict.mistakes.map((answer) => (
              <Mistake key={answer.text} answer={answer} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Figures({ trial: { speed, answers }, verdict }: { trial: Trial; verdict: Verdict }) {
  const { t } = useTranslation('trial');
  const { locale } = useFormat();
  const { plain, traps } = verdict;
  const number = (value: number, digits = 0) =>
    value.toLocaleString(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const seconds = (milliseconds: number) => t('seconds', { seconds: number(milliseconds / 1000, 1) });
  const perSecond = (tokens: number, digits = 0) => t('perSecond', { tokens: number(tokens, digits) });
  const of = (part: number, whole: number) => t('partOf', { part, whole });
  const known = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? undefined : write(value);
  const { first, next, reads, writes } = speed;
  const rows: [string, string | undefined][] = [
    ['right', of(plain.right, plain.count)],
    ['choice', of(plain.choice, plain.count)],
    ['traps', of(traps.held, traps.count)],
    ['wrong', of(verdict.mistakes.length, answers.length)],
    ['first', known(first, seconds)],
    ['next', known(next, seconds)],
    ['reads', known(reads, (tokens) => perSecond(tokens))],
    ['writes', known(writes, (tokens) => perSecond(tokens, 1))],
  ];
  return (
    <dl className={classes.figures}>
      {rows.flatMap(([key, value]) =>
        value === undefined ? (
          []
        ) : (
          <div key={key}>
            <dt>{t(`figure.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** What was asked, what came, and whether a customer would have read it. */
function Mistake({ answer: { text, outcome, reached, chose } }: { answer: TrialAnswer }) {
  const { t } = useTranslation('trial');
  const says = useActWords();
  const came = chose.length === 0 ? t('nothing') : chose.map(says).join('; ');
  return (
    <li>
      <q>{text}</q>
      <span>
        {outcome === 'unparsed' ? t('unreadable') : t('chose', { came })}{' '}
        {outcome === 'wrong' && t(reached ? 'reached' : 'heldBack')}
      </span>
    </li>
  );
}

/** An act in the owner's words. */
function useActWords(): (act: Act) => string {
  const { t } = useTranslation('trial');
  const services = useRecords('services');
  const knowledge = useRecords('knowledge');
  const nameOf = (id: string | undefined) => services.find((each) => each.id === id)?.name ?? t('gone');
  return (act) => {
    if (act.act === 'price')
      return t('act.price', { names: act.serviceIds.map((id) => nameOf(id)).join(', ') });
    if (act.act === 'slots' && act.serviceId !== undefined)
      return t('act.slotsFor', { name: nameOf(act.serviceId) });
    if (act.act === 'knowledge') {
      const title = knowledge.find(({ id }) => id === act.knowledgeId)?.title ?? t('gone');
      return t('act.knowledge', { title });
    }
    return t(`act.${act.act}`, { defaultValue: t('act.other') });
  };
}
