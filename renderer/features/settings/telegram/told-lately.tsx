import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import settingsClasses from '../settings.module.css';
import classes from './telegram.module.css';

const most = 20;

/** What references in Telegram stand for: here alone names stand beside them. */
export function ToldLately() {
  const { t } = useTranslation(['telegram', 'desktop']);
  const format = useFormat();
  const alerts = useRecords('telegramAlerts')
    .toSorted((a, b) => b.at - a.at)
    .slice(0, most);
  const [contacts, members] = [useTable('contacts'), useTable('members')];
  return (
    <Section title={t('lately')} hint={t('latelyHint')}>
      {alerts.length === 0 && <p className={settingsClasses.muted}>{t('latelyNone')}</p>}
      <ul className={settingsClasses.plainList} aria-label={t('lately')}>
        {alerts.map(({ id, at, reference, kind, contactId = '', memberId, path }) => (
          <li key={id} className={classes.told}>
            <span className="tabular">{reference}</span>
            <Link to={path} className={classes.what} dir="auto">
              {contacts.get(contactId)?.name ?? t(`desktop:kind.${kind}`)}
            </Link>
            <span className={settingsClasses.muted}>
              {t('toldTo', { name: members.get(memberId)?.name ?? t('formerMember') })} ·{' '}
              {format.dayAndTime(at)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
