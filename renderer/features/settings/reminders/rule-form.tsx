import { Group, NativeSelect, NumberInput, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { templateFields, templateObstacle } from '#shared/channels/meta/whatsapp/templates.ts';
import { otherLanguages } from '#shared/commands/template-language.ts';
import { reminderAnswers, reminderKinds, type ReminderRule } from '#shared/domain/reminder.ts';
import { fillReminder, type ReminderFacts, reminderPlaces } from '#shared/domain/reminder-words.ts';
import { weekOfReminders } from '#shared/records/message-cost.ts';
import { given } from '#shared/lib/given.ts';
import { run } from '#renderer/state/commands.ts';
import { useNow } from '#renderer/state/now.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useCostWords } from '#renderer/state/message-cost.ts';
import { useReader, useRecord, useRecords } from '#renderer/state/records.ts';
import { FormButtons, languageName, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import {
  asMailText,
  draftOf,
  emptyDraft,
  minutesOf,
  quickReplies,
  type RuleDraft,
  units,
  usualFor,
  writtenOut,
} from './rule-draft.ts';
import classes from '../settings.module.css';

interface RuleFormProps {
  /** Left out for a new one. */
  rule: ReminderRule | undefined;
  onClose: () => void;
}

/** When a message goes out around a visit, by which template, and what stands in it; with the message as it will be read. */
export function RuleForm({ rule, onClose }: RuleFormProps) {
  const { t } = useTranslation('reminders');
  const templates = useRecords('messageTemplates').filter((each) => templateObstacle(each) === undefined);
  const { form, forget } = useKeptForm(`reminder ${rule?.id ?? 'new'}`, {
    initialValues: rule === undefined ? emptyDraft : draftOf(rule),
    validate: {
      name: (name) => (name.trim() === '' ? t('nameNeeded') : null),
      templateId: (id, { byMail }) => (id === '' && !byMail ? t('templateNeeded') : null),
      subject: (subject, { byMail }) => (byMail && subject.trim() === '' ? t('mail.needed') : null),
      text: (text, { byMail }) => (byMail && text.trim() === '' ? t('mail.needed') : null),
    },
  });
  const draft = form.values;
  const template = templates.find(({ id }) => id === draft.templateId);

  function choose(templateId: string) {
    const chosen = templates.find(({ id }) => id === templateId);
    form.setValues({ templateId, ...(chosen !== undefined && usualFor(chosen, draft.kind)) });
  }

  function close() {
    forget();
    onClose();
  }

  async function save(values: RuleDraft) {
    const { name, kind, templateId, byMail, subject, text } = values;
    const buttons = Object.entries(values.buttons).filter(([, answer]) => answer !== '');
    const done = await run('reminder.saveRule', {
      ...given({ id: rule?.id }),
      name: name.trim(),
      kind,
      ...(templateId !== '' && { templateId }),
      ...(byMail && { mail: { subject: subject.trim(), text: text.trim() } }),
      minutes: minutesOf(values),
      values: values.values,
      buttons: Object.fromEntries(buttons) as ReminderRule['buttons'] & object,
      isOn: rule?.isOn ?? true,
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput label={t('name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <NativeSelect
          label={t('when')}
          data={reminderKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        {draft.kind !== 'at' && (
          <Group gap={8} align="flex-end">
            <NumberInput
              label={t(`amount.${draft.kind}`)}
              min={0}
              max={999}
              w={120}
              {...form.getInputProps('amount')}
            />
            <NativeSelect
              aria-label={t('unit')}
              data={Object.keys(units).map((value) => ({ value, label: t(`units.${value}`) }))}
              {...form.getInputProps('unit')}
            />
          </Group>
        )}
        <NativeSelect
          label={t('template')}
          description={templates.length === 0 ? t('noTemplates') : undefined}
          data={[
            { value: '', label: t(draft.byMail ? 'noTemplate' : 'choose') },
            ...templates.map(({ id, name, language }) => ({ value: id, label: `${name} (${language})` })),
          ]}
          {...form.getInputProps('templateId')}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
        {template !== undefined && <OtherLanguages template={template} />}
        {template !== undefined && <Places form={form} template={template} />}
        {template !== undefined && (
          <Preview title={t('preview')} words={(facts) => writtenOut(template, draft.values, facts)} />
        )}
        <ByMailFields form={form} template={template} />
        {(template !== undefined || draft.byMail) && <Week draft={draft} />}
        <FormButtons submit={t('save')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}

type Form = ReturnType<typeof useKeptForm<RuleDraft>>['form'];
type Template = Parameters<typeof usualFor>[0];

/** Whoever reads another language gets the template in it, without a second rule. */
function OtherLanguages({ template }: { template: Template }) {
  const { t, i18n } = useTranslation('reminders');
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const templates = useRecords('messageTemplates');
  const languages = otherLanguages(templates, template).map(({ language }) => languageName(names, language));
  return (
    languages.length > 0 && (
      <Text size="sm" c="dimmed">
        {t('otherLanguages', { languages: new Intl.ListFormat(i18n.language).format(languages) })}
      </Text>
    )
  );
}

const looked = [
  'business',
  'contacts',
  'conversations',
  'identities',
  'mailAccounts',
  'messageRates',
  'messageTemplates',
  'relationships',
  'reminders',
  'sites',
  ...jobsAndParts,
] as const;

/** How often it would go out in the coming days, and what that costs where the owner's table says so. */
function Week({ draft }: { draft: RuleDraft }) {
  const { t } = useTranslation('rates');
  const records = useReader(looked);
  const words = useCostWords();
  const now = useNow();
  const { kind, templateId, values, name, byMail, subject, text } = draft;
  const minutes = minutesOf(draft);
  const ways = { templateId: templateId || undefined, mail: byMail ? { subject, text } : undefined };
  const rule = { id: 'draft', createdAt: 0, since: 0, isOn: true, name, kind, minutes, values, ...ways };
  const { count, costs } = weekOfReminders(records, rule, now);
  const week = t('week', { count });
  const key = costs.length < count ? 'weekPart' : 'weekCost';
  return (
    <Text size="sm" c="dimmed">
      {costs.length === 0 ? week : t(key, { week, cost: words(costs), known: costs.length })}
    </Text>
  );
}

function Places({ form, template }: { form: Form; template: Template }) {
  const { t } = useTranslation('reminders');
  const fields = templateFields(template);
  const { values, buttons } = form.values;
  return (
    <>
      {fields.map(({ key, before, name }) => (
        <TextInput
          key={key}
          label={before === '' ? t('place', { name }) : t('placeAfter', { before })}
          value={values[key] ?? ''}
          maxLength={1024}
          onChange={({ currentTarget }) =>
            form.setFieldValue('values', { ...values, [key]: currentTarget.value })
          }
        />
      ))}
      {fields.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('places', { places: reminderPlaces.map((each) => `{{${each}}}`).join(' ') })}
        </Text>
      )}
      {quickReplies(template).map(({ index, text }) => (
        <NativeSelect
          key={index}
          label={t('button', { text })}
          value={buttons[index] ?? ''}
          data={[
            { value: '', label: t('answer.none') },
            ...reminderAnswers.map((value) => ({ value, label: t(`answer.${value}`) })),
          ]}
          onChange={({ currentTarget }) =>
            form.setFieldValue('buttons', {
              ...buttons,
              [index]: reminderAnswers.find((each) => each === currentTarget.value) ?? '',
            })
          }
        />
      ))}
    </>
  );
}

/** Words for whom no template reaches, and who has an e-mail address; to begin with those of the template. */
function ByMailFields({ form, template }: { form: Form; template: Template | undefined }) {
  const { t } = useTranslation('reminders');
  const hasMailbox = useRecords('mailAccounts').length > 0;
  const { byMail, subject, text, values, kind } = form.values;

  function turn(on: boolean) {
    const usual = template === undefined ? t(`mail.usual.${kind}`) : asMailText(template, values);
    form.setValues({
      byMail: on,
      ...(on && subject === '' && { subject: t('mail.usual.subject') }),
      ...(on && text === '' && { text: usual }),
    });
  }

  return (
    <>
      <Switch
        label={t('mail.by')}
        description={hasMailbox ? t('mail.hint') : t('mail.noMailbox')}
        checked={byMail}
        onChange={({ currentTarget: { checked } }) => turn(checked)}
      />
      {byMail && (
        <>
          <TextInput label={t('mail.subject')} maxLength={200} {...form.getInputProps('subject')} />
          <Textarea
            label={t('mail.text')}
            description={t('places', { places: reminderPlaces.map((each) => `{{${each}}}`).join(' ') })}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={5000}
            {...form.getInputProps('text')}
          />
          <Preview
            title={t('mail.preview')}
            words={(facts) =>
              `${fillReminder(subject, facts, facts.business.locale)}\n\n${fillReminder(text, facts, facts.business.locale)}`
            }
          />
        </>
      )}
    </>
  );
}

/** With the next visit's customer where there is one, and with somebody made up otherwise. */
function Preview({ title, words }: { title: string; words: (facts: ReminderFacts) => string }) {
  const { t } = useTranslation('reminders');
  const business = useRecord('business', 'business');
  const visits = useRecords('visits');
  const now = useNow();
  const next = visits
    .filter(({ time }) => time.start > now)
    .toSorted((a, b) => a.time.start - b.time.start)[0];
  const job = useRecord('jobs', next?.jobId ?? '');
  const contact = useRecord('contacts', job?.contactId ?? '');
  if (business === undefined) return null;
  const time = next?.time ?? { start: now, end: now, zone: business.timeZone };
  const facts = {
    contact: contact ?? { name: t('somebody') },
    job: job ?? { title: t('someWork') },
    visit: { time, ...given({ window: next?.window }) },
    business,
  };
  return (
    <section aria-label={title} className={classes.sample} dir="auto">
      {words(facts)}
    </section>
  );
}
