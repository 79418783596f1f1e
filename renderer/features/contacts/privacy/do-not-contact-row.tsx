import { useState } from 'react';
import { Switch, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useLimited } from '#renderer/state/person.ts';
import { ConfirmDialog, FieldRow, useKeptWords } from '#renderer/ui/index.ts';

/** Nobody writes to them, for whatever purpose; everything that was agreed to before ends with it. */
export function DoNotContactRow({ contact }: { contact: Contact }) {
  const { t } = useTranslation('privacy');
  const [isAsking, setAsking] = useState(false);
  const [words, setWords] = useKeptWords(`why no contact with ${contact.id}`);
  const on = useLimited(contact.id, 'doNotContact');

  async function change() {
    const said = words.trim();
    const done = await run('contact.setDoNotContact', {
      id: contact.id,
      on: !on,
      words: said === '' ? undefined : said,
    });
    if (!done.ok) return;
    setAsking(false);
    setWords('');
  }

  return (
    <FieldRow label={t('doNotContact.label')}>
      <Switch
        label={t('doNotContact.switch')}
        description={t('doNotContact.hint')}
        checked={on}
        onChange={() => setAsking(true)}
      />
      {isAsking && (
        <ConfirmDialog
          opened
          title={t(on ? 'doNotContact.liftTitle' : 'doNotContact.title', { name: contact.name })}
          confirmLabel={t(on ? 'doNotContact.lift' : 'doNotContact.do')}
          onConfirm={() => ignore(change())}
          onCancel={() => setAsking(false)}
        >
          <p>{t(on ? 'doNotContact.liftText' : 'doNotContact.text')}</p>
          {!on && (
            <Textarea
              label={t('words')}
              autosize
              minRows={2}
              maxLength={500}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </ConfirmDialog>
      )}
    </FieldRow>
  );
}
