import { useEffect, type ReactNode } from 'react';
import { ActionIcon, Loader, Modal, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconFile,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type JobFile, type JobFileLabel, jobFileLabels } from '#shared/domain/job-file.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { isTyping, useUnsaved } from '#renderer/ui/index.ts';
import { run, save } from '#renderer/state/commands.ts';
import { familyOf, fileNameOf, saveFile } from '#renderer/state/files/save-file.ts';
import { useFile } from '#renderer/state/files/use-file.ts';
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
  const go = (step: number) => onOpen(files[index + step]?.id ?? openId);
  return (
    <Modal.Root
      opened={current !== undefined}
      onClose={() => onOpen(undefined)}
      // Here it is answered before the page behind can take it for its own.
      closeOnEscape={false}
      fullScreen
      transitionProps={{ duration: 0 }}
    >
      {current !== undefined && (
        <Large
          key={current.id}
          file={current}
          place={{ number: index + 1, count: files.length }}
          readOnly={readOnly}
          onClose={() => onOpen(undefined)}
          onStep={go}
        />
      )}
    </Modal.Root>
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
  const { t } = useTranslation('work');
  const words = useFileWords()(file);
  useViewerKeys({ onClose, onStep });
  const remove = () => {
    onClose();
    ignore(run('job.removeFile', { fileId: file.id }));
  };
  return (
    <Modal.Content className={classes.large} aria-label={words}>
      <div className={classes.head}>
        <span>{t('place', place)}</span>
        <Facts file={file} />
        <span className={classes.gap} />
        <SaveControl file={file} />
        {!readOnly && (
          <Control label={t('remove')} onClick={remove}>
            <IconTrash size={18} stroke={1.5} />
          </Control>
        )}
        <Control label={t('close')} onClick={onClose}>
          <IconX size={18} stroke={1.5} />
        </Control>
      </div>
      <div className={classes.stage}>
        <Control label={t('earlier')} disabled={place.number === 1} onClick={() => onStep(-1)}>
          <IconChevronLeft size={24} stroke={1.5} />
        </Control>
        <Content file={file} words={words} />
        <Control label={t('later')} disabled={place.number === place.count} onClick={() => onStep(1)}>
          <IconChevronRight size={24} stroke={1.5} />
        </Control>
      </div>
      <div className={classes.foot}>
        {readOnly ? <p dir="auto">{file.note}</p> : <Describe file={file} />}
      </div>
    </Modal.Content>
  );
}

/** Also where nothing of it has the focus; the keys of the page behind are not meant. */
function useViewerKeys({ onClose, onStep }: Pick<LargeProps, 'onClose' | 'onStep'>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' && isTyping(event.target)) return;
      const act = {
        Escape: onClose,
        ArrowLeft: () => onStep(-1),
        ArrowRight: () => onStep(1),
      }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, [onClose, onStep]);
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
      <p className={classes.waiting}>
        <IconFile size={32} stroke={1.5} />
        <span dir="auto">{file && fileNameOf(file, 'document')}</span>
      </p>
    );
  if (shown === undefined) return <Loader size="sm" className={classes.waiting} />;
  if (!shown.ok) return <p className={classes.waiting}>{shown.error.message}</p>;
  if (family === 'video')
    // A video of a technician has no captions.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <video className={classes.content} src={shown.value.url} controls />;
  return <img className={classes.content} src={shown.value.url} alt={words} />;
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
    <Control label={t('save')} onClick={() => ignore(download())}>
      <IconDownload size={18} stroke={1.5} />
    </Control>
  );
}

interface ControlProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Control({ label, disabled = false, onClick, children }: ControlProps) {
  return (
    <Tooltip label={label} disabled={disabled}>
      <ActionIcon
        variant="transparent"
        size={40}
        className={classes.control}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
