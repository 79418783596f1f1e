import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Enquiry, enquiryStages } from '#shared/domain/enquiry.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { EditableSelect, EditableText, FieldRow, OwnFields, StateBadge } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { askToErase, useMayErase } from '#renderer/state/erasing.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useOwnFields } from '#renderer/state/own-fields.ts';
import { isWon } from '#shared/records/enquiries.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader, useRecords } from '#renderer/state/records.ts';
import { AssessButton, EnquiryWorth } from './enquiry-worth.tsx';
import { EnquiryScore } from './enquiry-score.tsx';
import { FollowUpButton, FollowUpState } from './follow-up.tsx';
import classes from './enquiries.module.css';

/** One enquiry: what is wanted, where it stands, and why nothing came of it where it is lost. */
export function EnquiryFields({ enquiry }: { enquiry: Enquiry }) {
  const { t } = useTranslation(['contacts', 'erasure']);
  const mayErase = useMayErase();
  const format = useFormat();
  const { id, title, stage, lostReason = '', source, createdAt } = enquiry;
  const hasWon = isWon(useReader(jobsAndParts), id);
  const isOpen = !hasWon && stage !== 'lost';
  const stages = useStages(stage);
  const [isLosing, setLosing] = useState(false);
  const setStage = async (next: string) => {
    setLosing(next === 'lost' && lostReason === '');
    if (next === 'lost' && lostReason === '') return { ok: true, value: undefined } as const;
    return run('enquiry.setStage', { id, stage: next });
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
          options={stages}
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
      <EnquiryWorth enquiry={enquiry} />
      {isOpen && <EnquiryScore enquiry={enquiry} />}
      <OwnFields fields={useOwnFields('enquiries', enquiry)} />
      <Group justify="space-between">
        <div className={classes.asked}>
          {t('enquiry.asked', { day: format.day(createdAt) })}
          {isOpen && <FollowUpState enquiry={enquiry} />}
        </div>
        <Group gap={8}>
          {isOpen && <FollowUpButton enquiry={enquiry} />}
          {isOpen && <AssessButton enquiry={enquiry} />}
          {mayErase && (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => askToErase({ kind: 'enquiries', id, name: title || t('enquiry.wroteFirst') })}
            >
              {t('erasure:menu')}
            </Button>
          )}
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

/** Every stage in its order, the owner's own among them; `current` also where it was put away. */
function useStages(current: string): { value: string; label: string }[] {
  const { t } = useTranslation('contacts');
  const own = useRecords('stages')
    .filter(({ id, archivedAt }) => archivedAt === undefined || id === current)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const all = enquiryStages.map((value) => ({ value: value as string, label: t(`enquiry.stages.${value}`) }));
  return all.toSpliced(2, 0, ...own.map(({ id, name }) => ({ value: id, label: name })));
}
