import { useCallback } from 'react';
import { Button, Group, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { collections } from '#shared/domain/collections.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { exportedKinds } from '#shared/export/scope.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useAnswer } from '#renderer/state/answer.ts';
import { showDone } from '#renderer/state/notices.ts';
import { usePersonCopy } from '#renderer/state/person-copy.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { CountTable, Dialog } from '#renderer/ui/index.ts';
import type { PersonHeld } from '#renderer/vault/export/api.ts';
import classes from './held.module.css';

interface HeldDialogProps {
  contact: Contact;
  onClose: () => void;
}

/** Everything that is held about a person, who has received it, and a copy for them. */
export function HeldDialog({ contact, onClose }: HeldDialogProps) {
  const { t } = useTranslation('rights');
  const answer = useAnswer(useCallback(async () => vault().personHeld(contact.id), [contact.id]));
  const held = answer?.ok ? answer.value : undefined;
  const { isBusy, save } = usePersonCopy(contact.id, t('failed'));

  return (
    <Dialog opened onClose={onClose} title={t('title', { name: contact.name })} size="lg">
      <p className={classes.text}>{t('text')}</p>
      {answer === undefined && <Loader size="sm" aria-label={t('reading')} />}
      {answer?.ok === false && <p role="alert">{answer.error.message}</p>}
      {held !== undefined && <Held held={held} />}
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose}>
          {t('close')}
        </Button>
        <Button
          loading={isBusy}
          disabled={held === undefined}
          onClick={() => ignore(save().then((isSaved) => isSaved && showDone(t('saved'))))}
        >
          {t('save')}
        </Button>
      </Group>
    </Dialog>
  );
}

function Held({ held }: { held: PersonHeld }) {
  const { t } = useTranslation(['rights', 'export']);
  const count = (kind: string) =>
    held.kinds
      .filter(({ collection }) => collections[collection].compartment === kind)
      .reduce((sum, { records }) => sum + records, 0);
  return (
    <>
      <CountTable
        heads={[t('kind'), t('records')]}
        rows={exportedKinds.map((kind) => ({
          key: kind,
          label: t(`export:kind.${kind}`),
          count: count(kind),
        }))}
      />
      <h3 className={classes.heading}>{t('recipients')}</h3>
      {held.recipients.length === 0 && <p className={classes.text}>{t('nobody')}</p>}
      <ul className={classes.list}>
        {held.recipients.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}
