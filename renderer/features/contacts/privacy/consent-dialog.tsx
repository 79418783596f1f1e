import { Alert, Checkbox, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ChannelKind, channelKinds } from '#shared/domain/channel.ts';
import {
  consentBases,
  type ConsentBasis,
  type ConsentEvent,
  type ConsentPurpose,
} from '#shared/domain/consent.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { letterLanguageOf } from '#shared/domain/letters/language.ts';
import { noticeFor } from '#shared/domain/notice.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useLimited } from '#renderer/state/person.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useEventWords } from './use-event-words.ts';
import classes from './privacy.module.css';

interface ConsentDialogProps {
  contact: Contact;
  purpose: ConsentPurpose;
  events: ConsentEvent[];
  mayChange: boolean;
  onClose: () => void;
}

/** What was ever said about one purpose, and a form to note a new word; what was said before stays. */
export function ConsentDialog({ contact, purpose, events, mayChange, onClose }: ConsentDialogProps) {
  const { t } = useTranslation('privacy');
  const wordsOf = useEventWords();
  const said = events.filter((event) => event.purpose === purpose);
  return (
    <Dialog opened onClose={onClose} title={t(`purpose.${purpose}`)} size="md">
      <h3 className={classes.heading}>{t('history')}</h3>
      {said.length === 0 && <p className={classes.quiet}>{t('noHistory')}</p>}
      <ul className={classes.history}>
        {said.map((event) => (
          <li key={event.id} dir="auto">
            {wordsOf(event)}
            {event.shown !== undefined && <q className={classes.shown}>{event.shown}</q>}
          </li>
        ))}
      </ul>
      {mayChange && <WordForm contact={contact} purpose={purpose} onClose={onClose} />}
    </Dialog>
  );
}

/** The ways that a person who writes it down can have heard it. */
const noted = consentBases.filter((basis) => basis !== 'message' && basis !== 'answer');

const empty = {
  given: '',
  basis: 'spoken' as ConsentBasis,
  channel: '',
  words: '',
  proof: '',
  isShown: false,
  byGuardian: false,
};

function WordForm({
  contact,
  purpose,
  onClose,
}: Pick<ConsentDialogProps, 'contact' | 'purpose' | 'onClose'>) {
  const isMinor = useLimited(contact.id, 'minor');
  const { t } = useTranslation('privacy');
  const { country = '', locale } = useRecord('business', 'business') ?? {};
  const language = letterLanguageOf(contact.language, locale);
  const notice = noticeFor(useRecords('notices'), country, language);
  const shown = notice?.asks[purpose];
  const { form, forget } = useKeptForm(`consent ${contact.id} ${purpose}`, {
    initialValues: empty,
    validate: {
      given: (value) => (value === '' ? t('givenNeeded') : null),
      words: (words, { proof }) => (words.trim() === '' && proof.trim() === '' ? t('wordsNeeded') : null),
    },
  });
  const { given, isShown } = form.values;

  function close() {
    forget();
    onClose();
  }

  async function save(values: typeof form.values) {
    const isGiven = values.given === 'yes';
    const done = await run('consent.record', {
      contactId: contact.id,
      purposes: [purpose],
      given: isGiven,
      basis: values.basis,
      channel: (values.channel || undefined) as ChannelKind | undefined,
      words: values.words.trim() || undefined,
      proof: values.proof.trim() || undefined,
      byGuardian: values.byGuardian ? true : undefined,
      noticeId: isGiven && values.isShown ? notice?.id : undefined,
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <h3 className={classes.heading}>{t('noteWord')}</h3>
        <NativeSelect
          label={t('theySay')}
          data={[
            { value: '', label: t('choose') },
            { value: 'yes', label: t('theyAgree') },
            { value: 'no', label: t('theyRefuse') },
          ]}
          {...form.getInputProps('given')}
        />
        <NativeSelect
          label={t('how')}
          data={noted.map((value) => ({ value, label: t(`basis.${value}`) }))}
          {...form.getInputProps('basis')}
        />
        <NativeSelect
          label={t('over')}
          data={[
            { value: '', label: t('everyChannel') },
            ...channelKinds.map((value) => ({ value, label: t(`channel.${value}`) })),
          ]}
          {...form.getInputProps('channel')}
        />
        <Textarea
          label={t('words')}
          description={t('wordsHint')}
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('words')}
        />
        <TextInput
          label={t('proof')}
          placeholder={t('proofHint')}
          maxLength={300}
          {...form.getInputProps('proof')}
        />
        {given === 'yes' && shown !== undefined && (
          <Checkbox
            label={t('wasShown')}
            description={shown}
            checked={isShown}
            onChange={(event) => form.setFieldValue('isShown', event.currentTarget.checked)}
          />
        )}
        {isMinor && (
          <Checkbox
            label={t('guardianSays')}
            checked={form.values.byGuardian}
            onChange={(event) => form.setFieldValue('byGuardian', event.currentTarget.checked)}
          />
        )}
        {given === 'no' && <Alert>{t('stopsAtOnce')}</Alert>}
        <FormButtons submit={t('note')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}
