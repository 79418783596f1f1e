import { Button, MultiSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobType } from '#shared/domain/job-type.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { EditableText, FieldRow, KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { ReportForm } from './report-form.tsx';

/** Kinds of work that come again and again: what a new job of each begins with. */
export function JobTypesSection() {
  const { t } = useTranslation('settings');
  const types = useRecords('jobTypes')
    .filter(({ archivedAt }) => archivedAt === undefined)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return (
    <div>
      <Section
        title={t('section_jobTypes')}
        hint={t('jobTypes.hint')}
        action={
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={18} stroke={1.5} />}
            onClick={() => ignore(save('jobType.add', { name: t('jobTypes.new') }))}
          >
            {t('jobTypes.add')}
          </Button>
        }
      />
      {types.map((type) => (
        <KeepsUnsaved key={type.id} of={type.id}>
          <TypeFields type={type} />
        </KeepsUnsaved>
      ))}
    </div>
  );
}

function TypeFields({ type }: { type: JobType }) {
  const { t } = useTranslation('settings');
  const { id, name, minutes, lines = {}, checklist = '' } = type;
  const services = useRecords('services')
    .filter((service) => service.archivedAt === undefined)
    .toSorted((a, b) => a.order - b.order);
  return (
    <Section
      title={name}
      action={
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => ignore(run('jobType.archive', { id }))}
        >
          {t('jobTypes.remove')}
        </Button>
      }
    >
      <EditableText
        label={t('jobTypes.name')}
        value={name}
        validate={(given) => (given === '' ? t('jobTypes.nameNeeded') : undefined)}
        onSave={(given) => run('jobType.update', { id, name: given })}
      />
      <EditableText
        label={t('jobTypes.minutes')}
        value={minutes === undefined ? '' : String(minutes)}
        validate={(given) => (isMinutes(given) ? undefined : t('jobTypes.minutesNeeded'))}
        onSave={(given) => run('jobType.update', { id, minutes: given === '' ? null : Number(given) })}
      />
      <FieldRow label={t('jobTypes.lines')}>
        <MultiSelect
          aria-label={t('jobTypes.lines')}
          ml={-8}
          placeholder={Object.keys(lines).length === 0 ? t('jobTypes.linesHint') : undefined}
          value={Object.keys(lines)}
          data={services.map((service) => ({ value: service.id, label: service.name }))}
          searchable
          onChange={(serviceIds) => ignore(save('jobType.update', { id, serviceIds }))}
        />
      </FieldRow>
      <EditableText
        label={t('jobTypes.checklist')}
        value={checklist}
        placeholder={t('jobTypes.checklistHint')}
        multiline
        onSave={(given) => run('jobType.update', { id, checklist: given })}
      />
      <ReportForm type={type} />
    </Section>
  );
}

function isMinutes(given: string): boolean {
  return given === '' || (/^\d{1,5}$/.test(given) && Number(given) >= 5 && Number(given) <= 10_080);
}
