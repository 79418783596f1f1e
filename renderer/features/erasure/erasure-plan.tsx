import { useTranslation } from 'react-i18next';
import type { CollectionName } from '#shared/domain/collections.ts';
import { formatDay } from '#shared/domain/day.ts';
import { useFormat } from '#renderer/state/format.ts';
import { CountTable } from '#renderer/ui/index.ts';
import type { ErasurePreview } from '#renderer/vault/erasure/api.ts';
import classes from './erasure.module.css';

/** In the owner's words, in their order; what is not here belongs to one of them and is not counted apart. */
const rows: readonly (readonly [row: string, collections: readonly CollectionName[]])[] = [
  ['contacts', ['contacts']],
  ['messages', ['messages']],
  ['sites', ['sites']],
  ['enquiries', ['enquiries']],
  ['jobs', ['jobs']],
  ['visits', ['visits']],
  ['signatures', ['jobEvents']],
  ['plans', ['plans']],
  ['tasks', ['tasks']],
  ['drafts', ['documents']],
  ['issued', ['issued', 'payments']],
  ['relationships', ['relationships']],
];

/** What goes, counted by kind. */
export function GoesTable({ preview }: { preview: ErasurePreview }) {
  const { t } = useTranslation('erasure');
  const count = (collections: readonly CollectionName[]) =>
    preview.goes
      .filter(({ collection }) => collections.includes(collection))
      .reduce((sum, { records }) => sum + records, 0);
  const counted = rows.map(([row, collections]) => ({ key: row, count: count(collections) }));
  const all = [...counted, { key: 'files', count: preview.files }];
  return (
    <CountTable
      heads={[t('goes'), t('records')]}
      rows={all.map((each) => ({ ...each, label: t(`kind.${each.key}`) }))}
    />
  );
}

/** What stays, why, and until when. */
export function StaysList({ preview: { kept, sharedSites, traces } }: { preview: ErasurePreview }) {
  const { t } = useTranslation('erasure');
  const { locale } = useFormat();
  if (kept.length + sharedSites + traces === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>{t('stays')}</h3>
      <ul className={classes.list}>
        {kept.map(({ collection, why, records, until }) => (
          <li key={`${collection} ${why}`}>
            {t(`kept.${collection}`, { count: records })} {t(`why.${why}`)}
            {until !== undefined && ` ${t('until', { day: formatDay(until, locale) })}`}
          </li>
        ))}
        {sharedSites > 0 && <li>{t('sharedSites', { count: sharedSites })}</li>}
        {traces > 0 && <li>{t('traces', { count: traces })}</li>}
      </ul>
    </>
  );
}
