import { Loader, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload, IconEraser, IconFile, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type JobFile, type JobFileLabel, jobFileLabels } from '#shared/domain/job-file.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { largeContent, LargeView, LargeViewControl, LargeViewRoot, useUnsaved } from '#renderer/ui/index.ts';
import { run, save } from '#renderer/state/commands.ts';
import { familyOf, fileNameOf, saveFile } from '#renderer/state/files/save-file.ts';
import { useFile } from '#renderer/state/files/use-file.ts';
import { askToErase, useMayErase } from '#renderer/state/erasing.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useWorkerName } from '../use-worker-name.ts';
import { useFileWords } from './use-file-words.ts';
import classes from './files.module.css';

interface FileViewerProps {
  files: readonly JobFile[];
  openId: string | undefined;
  readOnly: boolean;
  onOpen: (id: string | undefined) => void;
}

/** One file large, with what it shows; arrows go to its neighbours. */
export function FileViewer({ files, openId, readOnly, onOpen }: FileViewerProps) {
  const index = files.findIndex(({ id }) => id === openId);
  const current = files[index];
  return (
    <LargeViewRoot opened={current !== undefined} onClose={() => onOpen(undefined)}>
      {current !== undefined && (
        <Large
          key={current.id}
          file={current}
          place={{ number: index + 1, count: files.length }}
          readOnly={readOnly}
          onClose={() => onOpen(undefined)}
          onStep={(step) => onOpen(files[index + step]?.id)}
        />
      )}
    </LargeViewRoot>
  );
}

interface LargeProps {
  file: JobFile;
  place: { number: number; count: number };
  readOnly: boolean;
  onClose: () => void;
  onStep: (step: number) => void;
}

function Large({ file, place, readOnly, onClose, onStep }: LargeProps) {
  const { t } = useTranslation(['work', 'erasure']);
  const mayErase = useMayErase();
  const words = useFileWords()(file);
  const remove = () => {
    onClose();
    ignore(run('job.removeFile', { fileId: file.id }));
  };
  return (
    <LargeView
      label={words}
      place={place}
      facts={<Facts file={file} />}
      controls={
        <>
          <SaveControl file={file} />
          {!readOnly && (
            <LargeViewControl label={t('remove')} onClick={remove}>
              <IconTrash size={18} stroke={1.5} />
            </LargeViewControl>
          )}
          {mayErase && (
            <LargeViewControl
              label={t('erasure:menu')}
              onClick={() => {
                onClose();
                askToErase({ kind: 'jobFiles', id: file.id, name: words });
              }}
            >
              <IconEraser size={18} stroke={1.5} />
            </LargeViewControl>
          )}
        </>
      }
      onClose={onClose}
      onStep={onStep}
      foot={readOnly ? <p dir="auto">{file.note}</p> : <Describe file={file} />}
    >
      <Content file={file} words={words} />
    </LargeView>
  );
}

function Facts({ file: { addedAt, memberId } }: { file: JobFile }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const nameOf = useWorkerName();
  return <span dir="auto">{t('addedBy', { name: nameOf(memberId), time: format.dayAndTime(addedAt) })}</span>;
}

function Content({ file: { id, file }, words }: { file: JobFile; words: string }) {
  const family = familyOf(file?.mimeType ?? '');
  const isShown = family === 'image' || family === 'video';
  const shown = useFile({ jobFileId: id, part: 'file' }, isShown);
  if (!isShown || file === undefined)
    return (
      <p className={largeContent.waiting}>
        <IconFile size={32} stroke={1.5} />
        <span dir="auto">{file && fileNameOf(file, 'document')}</span>
      </p>
    );
  if (shown === undefined) return <Loader size="sm" className={largeContent.waiting} />;
  if (!shown.ok) return <p className={largeContent.waiting}>{shown.error.message}</p>;
  if (family === 'video')
    // A video of a technician has no captions.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <video className={largeContent.shown} src={shown.value.url} controls />;
  return <img className={largeContent.shown} src={shown.value.url} alt={words} />;
}

/** What it shows, and a few words that stand under it in a report. */
function Describe({ file: { id: fileId, label, note = '' } }: { file: JobFile }) {
  const { t } = useTranslation('work');
  const unsaved = useUnsaved();
  const typed = unsaved.value;
  const keep = () => {
    if (typed === undefined || unsaved.isSaving) return;
    if (typed.trim() === note) unsaved.takeBack();
    else ignore(unsaved.keepUntil(typed, save('job.describeFile', { fileId, note: typed })));
  };
  return (
    <>
      <NativeSelect
        aria-label={t('shows')}
        value={label}
        data={jobFileLabels.map((value) => ({ value, label: t(`label.${value}`) }))}
        onChange={(event) =>
          ignore(save('job.describeFile', { fileId, label: event.currentTarget.value as JobFileLabel }))
        }
      />
      <TextInput
        className={classes.note}
        aria-label={t('note')}
        placeholder={t('note')}
        maxLength={300}
        dir="auto"
        value={typed ?? note}
        onChange={(event) => unsaved.type(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </>
  );
}

function SaveControl({ file: { id, file } }: { file: JobFile }) {
  const { t } = useTranslation('work');
  const download = async () => {
    if (file === undefined) return;
    const saved = await saveFile({ jobFileId: id, part: 'file' }, fileNameOf(file, 'photo'));
    if (!saved.ok) showProblem(saved.error);
  };
  return (
    <LargeViewControl label={t('save')} onClick={() => ignore(download())}>
      <IconDownload size={18} stroke={1.5} />
    </LargeViewControl>
  );
}
