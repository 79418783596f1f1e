import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { Dialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { CallerCard } from './caller-card.tsx';
import { CallerFields } from './caller-fields.tsx';
import { type CallValues, emptyCall, noted, numberAndName } from './call-values.ts';
import { SiteChoice } from './site-choice.tsx';
import { TimeChoice } from './time-choice.tsx';
import classes from './call.module.css';

/** While the phone rings: who it is, and one form for what comes of it. */
export function CallDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('call');
  return (
    <Dialog opened title={t('title')} size={880} onClose={onClose}>
      <CallForm onClose={onClose} />
    </Dialog>
  );
}

function CallForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('call');
  const { timeZone } = useFormat();
  const now = useNow();
  const { form, forget } = useKeptForm<CallValues>('call', {
    initialValues: emptyCall,
    validate: {
      who: (who, { contactId, name }) =>
        contactId === '' && who.trim() + name.trim() === '' ? t('whoNeeded') : null,
      wanted: (wanted, { time }) => (time !== '' && wanted.trim() === '' ? t('wantedNeeded') : null),
      day: (day, { time }) => (time === 'other' && day === '' ? t('dayNeeded') : null),
      clock: (clock, { time }) => (time === 'other' && clock === '' ? t('clockNeeded') : null),
    },
  });
  const { contactId } = form.values;

  function close() {
    forget();
    onClose();
  }

  async function save(values: CallValues, isMissed = false) {
    const { phone, name } = numberAndName(values);
    const callBack = isMissed && {
      callBack: {
        title: t('callBackTitle', { name: values.contactId === '' ? name || phone : values.chosen }),
        due: { day: dayOf(now, timeZone) },
      },
    };
    const done = await run('call.record', { ...noted(values, timeZone), ...callBack });
    const places = { name: 'who', phone: 'who', visit: 'day', start: 'day', end: 'day' };
    if (!done.ok) return takeFieldProblems(form, done.error, places);
    close();
  }

  return (
    <form className={classes.call} onSubmit={form.onSubmit((values) => save(values))}>
      <Stack gap={12} className={classes.form}>
        <CallerFields form={form} />
        <TextInput
          label={t('wanted')}
          placeholder={t('wantedHint')}
          maxLength={200}
          dir="auto"
          {...form.getInputProps('wanted')}
        />
        <SiteChoice form={form} />
        <TimeChoice form={form} />
        <Textarea
          label={t('notes')}
          autosize
          minRows={2}
          maxRows={6}
          dir="auto"
          {...form.getInputProps('notes')}
        />
      </Stack>
      <CallerCard contactId={contactId} />
      <Group justify="flex-end" gap={8} className={classes.actions}>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
        <Button variant="default" onClick={() => form.onSubmit((values) => save(values, true))()}>
          {t('callBack')}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t('save')}
        </Button>
      </Group>
    </form>
  );
}
