import { useTranslation } from 'react-i18next';
import type { Foresight } from '#shared/commands/rules/foresee.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRuleWords } from './use-rule-words.ts';
import classes from './rules.module.css';

/** What a rule would have done in the last 30 days, in sentences. */
export function Foreseen({ foresight }: { foresight: Foresight }) {
  const { t } = useTranslation('rules');
  const { locale } = useFormat();
  const words = useRuleWords();
  const { runs, people, names, turns, sent, byHand, notSent, handedOn } = foresight;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const more = people - names.length;
  const who = list.format(more > 0 ? [...names, t('foreseen.more', { count: more })] : names);
  const given = turns.map(({ memberId, count }) =>
    t('foreseen.turn', { name: words.member(memberId), count }),
  );
  return (
    <section className={classes.foreseen} aria-label={t('foreseen.title')}>
      <h3 className={classes.legend}>{t('foreseen.title')}</h3>
      {runs === 0 ? (
        <p>{t('foreseen.never')}</p>
      ) : (
        <p dir="auto">
          {t('foreseen.runs', { count: runs })} {t('foreseen.about', { who })}
        </p>
      )}
      {given.length > 0 && <p dir="auto">{list.format(given)}.</p>}
      {sent > 0 && <p>{t('foreseen.sent', { count: sent })}</p>}
      {byHand > 0 && <p>{t('foreseen.byHand', { count: byHand })}</p>}
      {notSent > 0 && <p>{t('foreseen.notSent', { count: notSent })}</p>}
      {handedOn > 0 && <p>{t('foreseen.handedOn', { count: handedOn })}</p>}
      <p className={classes.time}>{t('foreseen.fromNow')}</p>
    </section>
  );
}
