import { useCallback, useState } from 'react';
import { Button, Group, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { useAnswer } from '#renderer/state/answer.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone, showUndo } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { BackupPreview, BackupSource, RestoreDone } from '#renderer/vault/backup/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { settable, type SettableKind } from './preview-kinds.ts';
import { PreviewTable } from './preview-table.tsx';
import classes from './backups.module.css';

interface RestoreDialogProps {
  source: BackupSource;
  onClose: () => void;
}

/** Shows what a backup holds against now; only then does it restore. */
export function RestoreDialog({ source, onClose }: RestoreDialogProps) {
  const { t } = useTranslation('backups');
  const { dayAndTime } = useFormat();
  const answer = useAnswer(useCallback(async () => vault().previewBackup(source), [source]));
  const preview = answer?.ok ? answer.value : undefined;

  const title =
    preview === undefined ? t('restore') : t('previewTitle', { when: dayAndTime(preview.madeAt) });
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <ProblemText problem={answer?.ok === false ? answer.error : undefined} />
      {answer === undefined && <Loader size="sm" aria-label={t('previewBusy')} />}
      {preview !== undefined && <RestoreForm source={source} preview={preview} onClose={onClose} />}
    </Dialog>
  );
}

function RestoreForm({ source, preview, onClose }: RestoreDialogProps & { preview: BackupPreview }) {
  const { t } = useTranslation('backups');
  const access = useSession((session) => session.access);
  const possible = settable(preview, access);
  const [chosen, setChosen] = useState<SettableKind[]>(possible);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { missingEntries } = preview;
  const nothing = possible.length === 0 && missingEntries === 0;

  async function restore() {
    setBusy(true);
    const result = await vault().restoreBackup(source, chosen);
    setBusy(false);
    if (!result.ok) return setProblem(result.error);
    announce(result.value);
    onClose();
  }

  function announce({ broughtBack, undoTitle }: RestoreDone) {
    if (undoTitle === undefined) showDone(t('broughtBack', { count: broughtBack }));
    else showUndo(undoTitle);
  }

  return (
    <>
      <p className={classes.note}>{nothing ? t('nothingToRestore') : t('previewText')}</p>
      <PreviewTable preview={preview} possible={possible} chosen={chosen} onChoose={setChosen} />
      {missingEntries > 0 && <p>{t('missing', { count: missingEntries })}</p>}
      <ProblemText problem={problem} />
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose}>
          {t(nothing ? 'close' : 'cancel')}
        </Button>
        {!nothing && (
          <Button
            loading={busy}
            disabled={chosen.length === 0 && missingEntries === 0}
            onClick={() => ignore(restore())}
          >
            {t('restore')}
          </Button>
        )}
      </Group>
    </>
  );
}
