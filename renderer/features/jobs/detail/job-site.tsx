import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '#shared/domain/bin.ts';
import type { Job } from '#shared/domain/job.ts';
import { formatDay } from '#shared/domain/day.ts';
import { equipmentOf, type Site, siteLabel } from '#shared/domain/site.ts';
import { EditableSelect, EditableText, FieldRow } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useInTurn } from '#renderer/state/in-turn.ts';
import { readTable, useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import classes from './job-detail.module.css';

const parts = ['street', 'postcode', 'city'] as const;

/** Where a job is done: one of the customer's sites, or an address that becomes one. */
export function JobSite({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const site = useRecord('sites', job.siteId ?? '');
  const inTurn = useInTurn();
  const savePart = (part: (typeof parts)[number]) => (value: string) =>
    inTurn(() => {
      const known = readTable('sites').get(readTable('jobs').get(job.id)?.siteId ?? '')?.address;
      const address = { ...known, [part]: value === '' ? undefined : value };
      return run('job.update', { id: job.id, fields: { address } });
    });
  return (
    <>
      <SiteChoice job={job} site={site} />
      {parts.map((part) => (
        <EditableText
          key={part}
          label={t(part)}
          value={site?.address?.[part] ?? ''}
          onSave={savePart(part)}
        />
      ))}
      {site !== undefined && <OnSite site={site} />}
      {site !== undefined && <Fitted site={site} />}
    </>
  );
}

/** What is looked after there: it is changed at the customer's site. */
function Fitted({ site }: { site: Site }) {
  const { t } = useTranslation('jobs');
  const { locale } = useFormat();
  const shown = equipmentOf(site, locale);
  if (shown.length === 0) return null;
  return (
    <FieldRow label={t('equipment')}>
      <ul className={classes.equipment}>
        {shown.map(([id, { name, make, model, serial, nextServiceOn, warrantyUntil }]) => (
          <li key={id}>
            <bdi>{[name, make, model].filter(Boolean).join(' · ')}</bdi>
            <span className={classes.about}>
              {[
                serial && t('serial', { serial }),
                warrantyUntil && t('warranty', { day: formatDay(warrantyUntil, locale) }),
                nextServiceOn && t('serviceOn', { day: formatDay(nextServiceOn, locale) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </FieldRow>
  );
}

/** Only where there is something to choose. */
function SiteChoice({ job, site }: { job: Job; site: Site | undefined }) {
  const { t } = useTranslation('jobs');
  const sites = useRecordsBy('sites', 'contactId', job.contactId);
  const options = useMemo(() => {
    const open = sites.filter((each) => isCurrent(each) && each.id !== site?.id);
    return [...open, ...(site === undefined ? [] : [site])]
      .map((each) => ({ value: each.id, label: siteLabel(each) || t('siteUnnamed') }))
      .toSorted((a, b) => a.label.localeCompare(b.label));
  }, [sites, site, t]);
  if (options.length < (site === undefined ? 1 : 2)) return null;
  return (
    <EditableSelect
      label={t('site')}
      value={site?.id ?? ''}
      options={site === undefined ? [{ value: '', label: t('siteNone') }, ...options] : options}
      onSave={(siteId) => run('job.update', { id: job.id, fields: { siteId } })}
    />
  );
}

/** What whoever goes there has to know. */
function OnSite({ site }: { site: Site }) {
  const { t } = useTranslation('jobs');
  const canWrite = useAccess('people') === 'write';
  const save = (fields: Pick<Site, 'access' | 'hazards'>) => run('site.update', { id: site.id, fields });
  const shown = ['access', 'hazards'] as const;
  return shown
    .filter((field) => canWrite || site[field] !== undefined)
    .map((field) => (
      <EditableText
        key={field}
        label={t(field)}
        value={site[field] ?? ''}
        placeholder={t(`${field}Hint`)}
        multiline
        onSave={(value) => save({ [field]: value })}
      />
    ));
}
