import { useState } from 'react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Reached } from '#shared/commands/broadcast/audience.ts';
import type { Broadcast } from '#shared/domain/broadcast/broadcast.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { usualMailAccount, whatsappAccounts } from '#shared/records/accounts.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { useReader } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { contentOf, draftOf, type DraftValues, type Senders, startOf } from './draft-values.ts';
import { Preview, ReachCounts, samplesOf } from './reach-panel.tsx';
import { useReach } from './use-reach.ts';
import { WhatFields } from './what-fields.tsx';
import { WhenFields } from './when-fields.tsx';
import { WhoFields } from './who-fields.tsx';
import classes from './broadcasts.module.css';

interface BroadcastFormProps {
  /** The draft; a new one where it is left out. */
  broadcast: Broadcast | undefined;
  readOnly: boolean;
  onStored: (id: string) => void;
  onClose: () => void;
}

const accounts = ['channels', 'mailAccounts', 'conversations'] as const;

/** Who, what, when; beside it what they would read, whom it reaches and what it costs; at the end the number is named. */
export function BroadcastForm({ broadcast, readOnly, onStored, onClose }: BroadcastFormProps) {
  const { t } = useTranslation('broadcasts');
  const { timeZone, dayAndTime } = useFormat();
  const records = useReader(accounts);
  const [shown, setShown] = useState(0);
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const { form, forget } = useKeptForm<DraftValues>(`broadcast ${broadcast?.id ?? 'new'}`, {
    initialValues: draftOf(broadcast, sendersOf(records), timeZone),
    validate: {
      name: (name) => (name.trim() === '' ? t('nameNeeded') : null),
      templateId: (id, { over }) => (over === 'whatsapp' && id === '' ? t('templateNeeded') : null),
      subject: (text, { over }) => (over === 'email' && text.trim() === '' ? t('wordsNeeded') : null),
      text: (text, { over }) => (over === 'email' && text.trim() === '' ? t('wordsNeeded') : null),
      day: (day, { when }) => (when === 'later' && day === '' ? t('dayNeeded') : null),
    },
  });
  const draft = form.values;
  const content = contentOf(draft, timeZone);
  const reach = useReach({ ...content, ...(broadcast !== undefined && { id: broadcast.id }) });
  const count = reach.reached.length;
  const begins = startOf(draft, timeZone);

  async function store(): Promise<string | undefined> {
    const done: Result<{ id: string }> =
      broadcast === undefined
        ? await save('broadcast.create', content)
        : await save('broadcast.change', { id: broadcast.id, ...content });
    if (done.ok) return done.value.id;
    takeFieldProblems(form, done.error, { 'mail.subject': 'subject', 'mail.text': 'text' });
    return undefined;
  }

  async function storeAndClose() {
    const id = await store();
    if (id === undefined) return;
    forget();
    onStored(id);
  }

  async function send() {
    setBusy(true);
    const id = await store();
    const args = { id: id ?? '', reaches: count };
    const done =
      id === undefined
        ? undefined
        : begins === undefined
          ? await save('broadcast.start', args)
          : await save('broadcast.schedule', { ...args, startAt: begins });
    setBusy(false);
    setAsks(false);
    if (id === undefined || done === undefined) return;
    if (!done.ok) takeFieldProblems(form, done.error, { startAt: 'day' });
    else forget();
    onStored(id);
  }

  function test() {
    const { accountId, templateId, values } = content;
    const sample = samplesOf(reach.reached)[shown];
    if (draft.over === 'email' || templateId === undefined) return ignore(testByMail(sample));
    const contactId = sample?.contact.id;
    ignore(
      run('broadcast.test', { accountId, templateId, values, ...(contactId !== undefined && { contactId }) }),
    );
  }

  /** What a recipient would read, in the mailbox that sends it. */
  async function testByMail(sample: Reached | undefined) {
    const mailbox = [...records.all('mailAccounts')].find((one) => accountIdOf(one) === draft.mailboxId);
    if (mailbox === undefined || sample === undefined || !('subject' in sample.by)) return;
    const sent = await vault().testMail(mailbox.id, { subject: sample.by.subject, text: sample.text });
    if (sent.ok) showDone(t('testMailed', sent.value));
    else showProblem(sent.error);
  }

  const isWritten = draft.over === 'email' ? draft.text.trim() !== '' : draft.templateId !== '';
  const named = begins === undefined ? 'sendTo' : 'scheduleTo';
  return (
    <form
      className={classes.form}
      aria-label={t(broadcast === undefined ? 'new' : 'draft')}
      onSubmit={form.onSubmit(() => setAsks(true))}
    >
      <Stack gap={20} className={classes.fields}>
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <WhoFields form={form} />
        <WhatFields form={form} />
        <WhenFields form={form} count={count} />
      </Stack>
      <div className={classes.check}>
        <h2 className={classes.step}>{t('check')}</h2>
        <Preview reached={reach.reached} shown={shown} onShow={setShown} />
        <ReachCounts reach={reach} over={draft.over} />
        <Group gap={8}>
          <Button type="submit" disabled={readOnly || count === 0} loading={busy}>
            {t(named, { count })}
          </Button>
          <Button
            variant="default"
            disabled={readOnly || !isWritten || (draft.over === 'email' && count === 0)}
            title={t(draft.over === 'email' ? 'testMailHint' : 'testHint')}
            onClick={test}
          >
            {t('test')}
          </Button>
        </Group>
        <Group gap={8}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            disabled={readOnly || !isWritten || draft.name.trim() === ''}
            onClick={() => ignore(storeAndClose())}
          >
            {t('saveDraft')}
          </Button>
          {broadcast !== undefined && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              disabled={readOnly}
              onClick={() => {
                forget();
                ignore(run('broadcast.remove', { id: broadcast.id }));
                onClose();
              }}
            >
              {t('removeDraft')}
            </Button>
          )}
        </Group>
      </div>
      <ConfirmDialog
        opened={asks}
        title={t(begins === undefined ? 'askSend' : 'askSchedule', { count })}
        confirmLabel={t(named, { count })}
        busy={busy}
        onConfirm={() => ignore(send())}
        onCancel={() => setAsks(false)}
      >
        <Text>{begins === undefined ? t('askNow') : t('askLater', { when: dayAndTime(begins) })}</Text>
      </ConfirmDialog>
    </form>
  );
}

function sendersOf(records: RecordReader): Senders {
  const mailbox = usualMailAccount(records);
  return { number: whatsappAccounts(records)[0], mailbox: mailbox && accountIdOf(mailbox) };
}
