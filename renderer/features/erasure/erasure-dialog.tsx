import { useEffect, useState } from 'react';
import { Button, Group, Loader, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import type { ErasureQuestion } from '#renderer/state/erasing.ts';
import { gathered } from '#renderer/state/exports.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog } from '#renderer/ui/index.ts';
import type { ErasurePreview } from '#renderer/vault/erasure/api.ts';
import { GoesTable, StaysList } from './erasure-plan.tsx';
import classes from './erasure.module.css';

interface ErasureDialogProps {
  question: ErasureQuestion;
  onClose: () => void;
}

/** What goes for good, what stays and why; and the word that has it done. */
export function ErasureDialog({ question, onClose }: ErasureDialogProps) {
  const { t } = useTranslation('erasure');
  const preview = usePreview(question);
  const [word, setWord] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isConfirmed = word.trim().toLowerCase() === t('word').toLowerCase();

  async function erase() {
    setBusy(true);
    const { kind, id } = question;
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
  const [isBusy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    const begun = await withFactor(() => vault().exportPerson(contactId));
    const content = begun.ok ? await gathered(begun.value) : undefined;
    setBusy(false);
    if (!begun.ok) return showProblem(begun.error);
    if (content === undefined) return showProblem({ code: 'erasure.no-copy', message: t('copyFailed') });
    // Without the name: browsers keep the names of downloads in the clear.
    offerFile(`copy-${new Date().toISOString().slice(0, 10)}.zip`, content);
  }

  return (
    <div className={classes.copy}>
      <p>{t('copyFirst')}</p>
      <Button size="xs" variant="default" loading={isBusy} onClick={() => ignore(save())}>
        {t('copy')}
      </Button>
    </div>
  );
}

function usePreview({ kind, id }: ErasureQuestion): Result<ErasurePreview> | undefined {
  const [preview, setPreview] = useState<Result<ErasurePreview>>();
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const found = await vault().previewErasure({ kind, id });
      if (!gone) setPreview(found);
    };
    ignore(look());
    return () => {
      gone = true;
    };
  }, [kind, id]);
  return preview;
}
