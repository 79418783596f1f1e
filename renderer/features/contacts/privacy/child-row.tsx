import { useState } from 'react';
import { Button, Checkbox, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useLimited, usePerson } from '#renderer/state/person.ts';
import { Dialog, FieldRow, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import classes from './privacy.module.css';

/** Whether this is a child, who answers for them, and whether that person has agreed. */
export function ChildRow({ contact }: { contact: Contact }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const minor = useLimited(contact.id, 'minor');
  const guardian = useGuardian(contact.id);
  const noChild = () => ignore(run('contact.setMinor', { id: contact.id, minor: false }));
  return (
    <FieldRow label={t('child.label')} hint={t('child.hint')}>
      {minor && (
        <p className={classes.fact} dir="auto">
          {guardian === undefined
            ? t('child.noGuardian')
            : guardian.agreedAt === undefined
              ? t('child.notAgreed', { name: guardian.name })
              : t('child.agreed', {
                  name: guardian.name,
                  time: format.dayAndTime(guardian.agreedAt),
                  how: guardian.how ?? '',
                })}
        </p>
      )}
      <Group gap={8}>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {t(minor ? 'child.change' : 'child.do')}
        </Button>
        {minor && (
          <Button size="compact-sm" variant="subtle" onClick={noChild}>
            {t('child.no')}
          </Button>
        )}
      </Group>
      {isOpen && <ChildDialog contact={contact} onClose={() => setOpen(false)} />}
    </FieldRow>
  );
}

function useGuardian(contactId: string) {
  return usePerson(contactId).find(({ guardian }) => guardian !== undefined)?.guardian;
}

function ChildDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation('privacy');
  const guardian = useGuardian(contact.id);
  const { form, forget } = useKeptForm(`child ${contact.id}`, {
    initialValues: {
      name: guardian?.name ?? '',
      phone: guardian?.phone ?? '',
      how: guardian?.how ?? '',
      agrees: guardian?.agreedAt !== undefined,
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('child.nameNeeded') : null),
      how: (how, { agrees }) => (agrees && how.trim() === '' ? t('child.howNeeded') : null),
    },
  });

  function close() {
    forget();
    onClose();
  }

  async function save({ name, phone, how, agrees }: typeof form.values) {
    const done = await run('contact.setMinor', {
      id: contact.id,
      minor: true,
      guardian: { name, phone: phone.trim() || undefined, how: how.trim() || undefined, agrees },
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  return (
    <Dialog opened onClose={close} title={t('child.title', { name: contact.name })}>
      <form onSubmit={form.onSubmit(save)}>
        <Stack gap={12}>
          <p className={classes.quiet}>{t('child.text')}</p>
          <TextInput
            label={t('child.guardian')}
            maxLength={200}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput label={t('child.phone')} maxLength={40} {...form.getInputProps('phone')} />
          <Checkbox label={t('child.agrees')} {...form.getInputProps('agrees', { type: 'checkbox' })} />
          <Textarea
            label={t('child.how')}
            placeholder={t('child.howHint')}
            autosize
            minRows={2}
            maxLength={500}
            {...form.getInputProps('how')}
          />
          <FormButtons submit={t('note')} isBusy={form.submitting} onCancel={close} />
        </Stack>
      </form>
    </Dialog>
  );
}
