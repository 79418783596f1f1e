import { useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReminderRule } from '#shared/domain/reminder.ts';
import { given } from '#shared/lib/given.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { Dialog, Section } from '#renderer/ui/index.ts';
import { EditableTable, RemoveCell } from '../editable-table.tsx';
import { Answers } from './answers.tsx';
import { ByHand } from './by-hand.tsx';
import { inUnits } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import classes from '../settings.module.css';

/** Messages that go out by themselves around visits, what came back, and who has to be told by hand. */
export function RemindersSection() {
  const { t } = useTranslation('reminders');
  const rules = useRecords('reminderRules');
  const [open, setOpen] = useState<ReminderRule | 'new'>();
  const close = () => setOpen(undefined);
  return (
    <div className={classes.wide}>
      <Section title={t('rules')} hint={t('hint')}>
        <EditableTable
          columns={[
            { header: t('name') },
            { header: t('when') },
            { header: t('way') },
            { header: t('on'), width: 64 },
          ]}
          rows={rules
            .toSorted((a, b) => a.createdAt - b.createdAt)
            .map((rule) => (
              <RuleRow key={rule.id} rule={rule} onOpen={() => setOpen(rule)} />
            ))}
          addLabel={t('add')}
          onAdd={() => setOpen('new')}
        />
      </Section>
      <Answers />
      <ByHand />
      <Dialog opened={open !== undefined} onClose={close} title={t(open === 'new' ? 'add' : 'change')}>
        {open !== undefined && <RuleForm rule={open === 'new' ? undefined : open} onClose={close} />}
      </Dialog>
    </div>
  );
}

function RuleRow({ rule, onOpen }: { rule: ReminderRule; onOpen: () => void }) {
  const { t } = useTranslation('reminders');
  const { id, name, kind, minutes, templateId, values, buttons, mail, isOn } = rule;
  const template = useRecord('messageTemplates', templateId ?? '');
  const { amount, unit } = inUnits(minutes);
  const fields = { id, name, kind, minutes, values, ...given({ templateId, buttons, mail }) };
  const named = templateId === undefined ? [] : [template?.name ?? t('templateGone')];
  const ways = [...named, ...(mail === undefined ? [] : [t('mail.way')])];
  return (
    <tr>
      <td>
        <Button variant="subtle" size="compact-sm" color="gray" ml={-9} onClick={onOpen}>
          {name}
        </Button>
      </td>
      <td>{t(`whenText.${kind}`, { amount: t(`amounts.${unit}`, { count: amount }) })}</td>
      <td>{ways.join(', ')}</td>
      <td>
        <Switch
          aria-label={t('isOn', { name })}
          checked={isOn}
          onChange={({ currentTarget: { checked } }) =>
            ignore(run('reminder.saveRule', { ...fields, isOn: checked }))
          }
        />
      </td>
      <RemoveCell label={t('remove', { name })} onRemove={() => ignore(run('reminder.removeRule', { id }))} />
    </tr>
  );
}
