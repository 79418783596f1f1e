import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Enquiry, enquiryStages } from '#shared/domain/enquiry.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { EditableSelect, EditableText, FieldRow, OwnFields, StateBadge } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useOwnFields } from '#renderer/state/own-fields.ts';
import { isWon } from '#shared/records/enquiries.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader } from '#renderer/state/records.ts';
import classes from './enquiries.module.css';

type Stage = Enquiry['stage'];

/** One enquiry: what is wanted, where it stands, and why nothing came of it where it is lost. */
export function EnquiryFields({ enquiry }: { enquiry: Enquiry }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const { id, title, stage, lostReason = '', source, createdAt } = enquiry;
  const hasWon = isWon(useReader(jobsAndParts), id);
  const [isLosing, setLosing] = useState(false);
  const setStage = async (next: string) => {
    setLosing(next === 'lost' && lostReason === '');
    if (next === 'lost' && lostReason === '') return { ok: true, value: undefined } as const;
    return run('enquiry.setStage', { id, stage: next as Stage });
  };
  return (
    <div className={classes.enquiry}>
      <EditableText
        label={t('enquiry.what')}
        value={title}
        placeholder={
          source === 'owner' || source === undefined ? t('enquiry.whatHint') : t('enquiry.wroteFirst')
        }
        validate={(value) => (value === '' ? t('enquiry.needed') : undefined)}
        onSave={(value) => run('enquiry.update', { id, fields: { title: value } })}
      />
      {hasWon ? (
        <FieldRow label={t('enquiry.stage')}>
          <StateBadge tone="good">{t('enquiry.won')}</StateBadge>
        </FieldRow>
      ) : (
        <EditableSelect
          label={t('enquiry.stage')}
          value={isLosing ? 'lost' : stage}
          options={enquiryStages.map((value) => ({ value, label: t(`enquiry.stages.${value}`) }))}
          hint={t('enquiry.since', { day: format.day(enquiry.stageAt) })}
          onSave={setStage}
        />
      )}
      {(isLosing || stage === 'lost') && !hasWon && (
        <EditableText
          label={t('enquiry.lostReason')}
          value={lostReason}
          placeholder={t('enquiry.lostReasonHint')}
          focused={isLosing}
          validate={(value) => (value === '' ? t('enquiry.lostReasonNeeded') : undefined)}
          onSave={(value) => run('enquiry.setStage', { id, stage: 'lost', lostReason: value })}
        />
      )}
      <OwnFields fields={useOwnFields('enquiries', enquiry)} />
      <Group justify="space-between">
        <span className={classes.asked}>{t('enquiry.asked', { day: format.day(createdAt) })}</span>
        <Group gap={8}>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => ignore(run('bin.put', { kind: 'enquiries', ids: [id] }))}
          >
            {t('toBin')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => ignore(run('enquiry.archive', { id }))}
          >
            {t('enquiry.archive')}
          </Button>
        </Group>
      </Group>
    </div>
  );
}
