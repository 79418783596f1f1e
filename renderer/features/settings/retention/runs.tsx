import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { Counts } from './counts.tsx';
import settingsClasses from '../settings.module.css';

const most = 10;

/** What has gone by the order, as counts. */
export function Runs() {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const runs = useRecords('retentionRuns')
    .toSorted((a, b) => b.at - a.at)
    .slice(0, most);
  if (runs.length === 0) return null;
  return (
    <Section title={t('runs')} hint={t('runsHint')}>
      <ul className={settingsClasses.plainList} aria-label={t('runs')}>
        {runs.map(({ id, at, counts = {} }) => (
          <li key={id}>
            <Counts counts={counts} title={format.day(at)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
