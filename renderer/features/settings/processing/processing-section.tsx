import { useTranslation } from 'react-i18next';
import type { Activity } from '#shared/rights/processing/activities.ts';
import { save } from '#renderer/state/commands.ts';
import { EditableText, Section } from '#renderer/ui/index.ts';
import { SheetActions } from '../sheet/sheet-actions.tsx';
import { Recipients } from './recipients.tsx';
import { useContacts, useProcessingSheets } from './use-processing-sheets.ts';
import { useProcessing } from './use-processing.ts';
import { useProcessingWords } from './use-processing-words.ts';
import settingsClasses from '../settings.module.css';
import classes from './processing.module.css';

/** The record of what is done with people's data, made of what is switched on, and the list to hand out. */
export function ProcessingSection() {
  const { t } = useTranslation(['processing', 'settings']);
  const processing = useProcessing();
  const { activities, recipients, measures } = processing;
  const sheets = useProcessingSheets(processing);
  return (
    <div className={settingsClasses.wide}>
      <Section
        title={t('settings:section_processing')}
        hint={t('hint')}
        action={<SheetActions name={t('recordFile')} what={t('record')} make={sheets.record} />}
      >
        <ul className={classes.list} aria-label={t('record')}>
          {activities.map((each) => (
            <Line key={each.kind} activity={each} />
          ))}
        </ul>
      </Section>
      <Section
        title={t('recipients')}
        hint={t('recipientsHint')}
        action={<SheetActions name={t('listFile')} what={t('list')} make={sheets.list} />}
      >
        <Recipients recipients={recipients} />
      </Section>
      <Whom />
      <Section title={t('measures')} hint={t('measuresHint')}>
        <ul className={classes.measures}>
          {measures.map((each) => (
            <li key={each}>{t(`measure.${each}`)}</li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Line({ activity }: { activity: Activity }) {
  const { t } = useTranslation('processing');
  const words = useProcessingWords();
  const { kind, basis } = activity;
  const facts = [
    [t('whose'), words.about(activity)],
    [t('to'), words.to(activity)],
    [t('lawful'), t(`basis.${basis}`)],
    [t('howLong'), words.kept(activity)],
  ] as const;
  return (
    <li className={classes.entry}>
      <h3 className={classes.name}>{t(`activity.${kind}`)}</h3>
      <p className={settingsClasses.muted}>{t(`purpose.${kind}`)}</p>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Whom() {
  const { t } = useTranslation('processing');
  const { contact, authority } = useContacts();
  return (
    <Section title={t('whom')} hint={t('whomHint')}>
      <EditableText
        label={t('contact')}
        value={contact}
        onSave={(value) => save('processing.update', { fields: { contact: value } })}
      />
      <EditableText
        label={t('authority')}
        value={authority}
        multiline
        onSave={(value) => save('processing.update', { fields: { authority: value } })}
      />
    </Section>
  );
}
