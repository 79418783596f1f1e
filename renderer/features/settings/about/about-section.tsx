import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { news, type NewsEntry } from '#shared/domain/news/news.ts';
import { useAnswer } from '#renderer/state/answer.ts';
import { noteSeen, useNewsDecisions } from '#renderer/state/news.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { FieldRow, Section } from '#renderer/ui/index.ts';
import { NewsItem } from './news-item.tsx';
import classes from './about.module.css';

const askShell = () => bridge().call('shell.info', {});

/** Which version this is, and what versions have changed. Who opens it has seen what is new. */
export function AboutSection({ entries = news }: { entries?: readonly NewsEntry[] }) {
  const { t } = useTranslation('news');
  const info = useAnswer(askShell);
  const decisions = useNewsDecisions(entries);
  useEffect(() => noteSeen(entries), [entries]);
  return (
    <div>
      <Section title={t('about')}>
        <FieldRow label={t('version')}>
          <span className="tabular">{info?.ok === true ? info.value.version : ''}</span>
        </FieldRow>
      </Section>
      <Section title={t('title')} hint={t('hint')}>
        <ul className={classes.list} aria-label={t('title')}>
          {entries.map((entry) => (
            <NewsItem
              key={entry.id}
              entry={entry}
              isKnown={decisions !== undefined}
              decision={decisions?.get(entry.id)}
            />
          ))}
        </ul>
      </Section>
    </div>
  );
}
