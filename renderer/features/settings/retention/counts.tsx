import { useTranslation } from 'react-i18next';
import type { RetentionCounts } from '#renderer/vault/retention/api.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './retention.module.css';

const shown = [
  'payloads',
  'events',
  'audit',
  'egress',
  'files',
  'conversations',
  'enquiries',
  'documents',
] as const;

/** How much goes, by kind; where it is nothing, that is said. */
export function Counts({ counts, title }: { counts: RetentionCounts; title: string }) {
  const { t } = useTranslation('retention');
  const { locale } = useFormat();
  const some = shown.filter((kind) => (counts[kind] ?? 0) > 0);
  if (some.length === 0) return <output className={classes.counts}>{t('nothingNow')}</output>;
  return (
    <output className={classes.counts}>
      {title}
      <ul className={classes.countList}>
        {some.map((kind) => (
          <li key={kind}>
            {t(`count.${kind}`, {
              count: counts[kind] ?? 0,
              number: (counts[kind] ?? 0).toLocaleString(locale),
            })}
          </li>
        ))}
      </ul>
    </output>
  );
}
