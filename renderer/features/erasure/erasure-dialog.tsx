import { useCallback, useState } from 'react';
import { Button, Group, Loader, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useAnswer } from '#renderer/state/answer.ts';
import { withFactor } from '#renderer/state/factor.ts';
import type { ErasureQuestion } from '#renderer/state/erasing.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { usePersonCopy } from '#renderer/state/person-copy.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog } from '#renderer/ui/index.ts';
import { GoesTable, StaysList } from './erasure-plan.tsx';
import classes from './erasure.module.css';

interface ErasureDialogProps {
  question: ErasureQuestion;
  onClose: () => void;
}

/** What goes for good, what stays and why; and the word that has it done. */
export function ErasureDialog({ question, onClose }: ErasureDialogProps) {
  const { t } = useTranslation('erasure');
  const { kind, id } = question;
  const preview = useAnswer(useCallback(() => vault().previewErasure({ kind, id }), [kind, id]));
  const [word, setWord] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isConfirmed = word.trim().toLowerCase() === t('word').toLowerCase();

  async function erase() {
    setBusy(true);
    const done = await withFactor(() => vault().erase({ kind, id }));
    setBusy(false);
    if (!done.ok) return showProblem(done.error);
    showDone(t('done'));
    onClose();
  }

  return (
    <Dialog opened onClose={onClose} title={t(`title.${question.kind}`, { name: question.name })} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isConfirmed && preview?.ok === true) ignore(erase());
        }}
      >
        <p className={classes.text}>{t(`text.${question.kind}`)}</p>
        {preview === undefined && <Loader size="sm" aria-label={t('reading')} />}
        {preview?.ok === false && <p className={classes.text}>{preview.error.message}</p>}
        {preview?.ok === true && (
          <>
            <GoesTable preview={preview.value} />
            <StaysList preview={preview.value} />
            {question.kind === 'contacts' && <CopyFirst contactId={question.id} />}
            <TextInput
              mt={16}
              label={t('confirm', { word: t('word') })}
              autoComplete="off"
              value={word}
              onChange={(event) => setWord(event.currentTarget.value)}
            />
          </>
        )}
        <Group justify="flex-end" gap={8} mt={24}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" type="submit" loading={isBusy} disabled={!isConfirmed || preview?.ok !== true}>
            {t('erase')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** Afterwards there is nothing left to give them. */
function CopyFirst({ contactId }: { contactId: string }) {
  const { t } = useTranslation('erasure');
  const { isBusy, save } = usePersonCopy(contactId, t('copyFailed'));
  return (
    <div className={classes.copy}>
      <p>{t('copyFirst')}</p>
      <Button size="xs" variant="default" loading={isBusy} onClick={() => ignore(save())}>
        {t('copy')}
      </Button>
    </div>
  );
}
