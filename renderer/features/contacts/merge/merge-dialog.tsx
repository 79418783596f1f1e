import { useState } from 'react';
import { Button, Group, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/index.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { mergedContact } from '#shared/domain/contact-merge.ts';
import { run } from '#renderer/state/commands.ts';
import { useContactRecords } from '#renderer/state/contact-records.ts';
import { useCustomerChoice } from '#renderer/state/customers.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { linesOf } from './lines.ts';
import classes from './merge-dialog.module.css';

interface MergeDialogProps {
  contact: Contact;
  /** Chosen already, where the owner comes from a suspicion. */
  otherId?: string;
  opened: boolean;
  onClose: () => void;
}

/** Makes two entries for one person one: choose the other, look at what comes out, merge. Undo takes it back. */
export function MergeDialog({ contact, otherId, opened, onClose }: MergeDialogProps) {
  const { t } = useTranslation('contacts');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('merge.title', { name: contact.name })} size="lg">
      <MergeForm contact={contact} otherId={otherId} onClose={onClose} />
    </Dialog>
  );
}

function MergeForm({ contact, otherId, onClose }: Omit<MergeDialogProps, 'opened'>) {
  const { t } = useTranslation('contacts');
  const [chosen, setChosen] = useState<string | null>(otherId ?? null);
  const other = useRecord('contacts', chosen ?? undefined);
  const choice = useCustomerChoice(chosen, { except: contact.id, withArchived: true });
  async function merge(): Promise<void> {
    if (other === undefined) return;
    const done = await run('contact.merge', { keepId: contact.id, otherId: other.id });
    if (done.ok) onClose();
  }
  return (
    <Stack gap={16}>
      <Select
        label={t('merge.with')}
        placeholder={t('merge.find')}
        data-autofocus
        nothingFoundMessage={t('merge.nobody')}
        {...choice}
        value={chosen}
        onChange={setChosen}
      />
      {other !== undefined && <Preview keep={contact} other={other} />}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button disabled={other === undefined} onClick={() => void merge()}>
          {t('merge.do')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Line by line: what each has, and what the one that stays will have. */
function Preview({ keep, other }: { keep: Contact; other: Contact }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const merged = linesOf(mergedContact(keep, other), format);
  const [ours, theirs] = [linesOf(keep, format), linesOf(other, format)];
  const { jobs, issued, messages } = useContactRecords(other.id);
  const shown = merged.filter(({ values }) => values.length > 0);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">{t('merge.field')}</span>
            </th>
            <th>{t('merge.this')}</th>
            <th>{t('merge.other')}</th>
            <th>{t('merge.result')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ field, values }) => (
            <tr key={field}>
              <th scope="row">{t(`merge.fields.${field}`)}</th>
              <Cell values={valuesOf(ours, field)} />
              <Cell values={valuesOf(theirs, field)} />
              <Cell values={values} strong />
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.along}>
        {t('merge.along', {
          jobs: t('merge.jobs', { count: jobs.length }),
          invoices: t('merge.invoices', { count: issued.length }),
          messages: t('merge.messages', { count: messages.length }),
        })}
      </p>
    </>
  );
}

function Cell({ values, strong = false }: { values: string[]; strong?: boolean }) {
  return (
    <td data-strong={strong || undefined}>
      {values.map((value) => (
        <div key={value} dir="auto">
          {value}
        </div>
      ))}
    </td>
  );
}

function valuesOf(lines: ReturnType<typeof linesOf>, field: string): string[] {
  return lines.find((line) => line.field === field)?.values ?? [];
}
