import { useState } from 'react';
import { Loader, UnstyledButton } from '@mantine/core';
import { IconFile, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type JobFile, jobFileLabels } from '#shared/domain/job-file.ts';
import { familyOf } from '#renderer/state/files/save-file.ts';
import { useFile } from '#renderer/state/files/use-file.ts';
import { FileViewer } from './file-viewer.tsx';
import { useFileWords } from './use-file-words.ts';
import classes from './files.module.css';

interface FileListProps {
  files: readonly JobFile[];
  label: string;
  readOnly: boolean;
}

/** Photos as small pictures, before the work first; other files by their names. Each opens large. */
export function FileList({ files, label, readOnly }: FileListProps) {
  const [openId, setOpenId] = useState<string>();
  const sorted = jobFileLabels.flatMap((shows) => files.filter((file) => file.label === shows));
  if (sorted.length === 0) return null;
  return (
    <>
      <ul className={classes.files} aria-label={label}>
        {sorted.map((file) => (
          <li key={file.id}>
            <FileTile file={file} onOpen={() => setOpenId(file.id)} />
          </li>
        ))}
      </ul>
      <FileViewer files={sorted} openId={openId} readOnly={readOnly} onOpen={setOpenId} />
    </>
  );
}

function FileTile({ file, onOpen }: { file: JobFile; onOpen: () => void }) {
  const { t } = useTranslation('work');
  const words = useFileWords()(file);
  const isPicture = file.preview !== undefined || familyOf(file.file?.mimeType ?? '') === 'image';
  return (
    <UnstyledButton className={classes.tile} aria-label={t('open', { what: words })} onClick={onOpen}>
      <span className={classes.frame}>
        {isPicture ? <Small file={file} words={words} /> : <IconFile size={24} stroke={1.5} />}
      </span>
      <span className={classes.label} dir="auto" title={words}>
        {file.note ?? (isPicture ? t(`label.${file.label}`) : words)}
      </span>
    </UnstyledButton>
  );
}

function Small({ file, words }: { file: JobFile; words: string }) {
  const shown = useFile({ jobFileId: file.id, part: 'preview' });
  const [isUnknown, setUnknown] = useState(false);
  if (shown === undefined) return <Loader size="xs" />;
  if (!shown.ok || isUnknown) return <IconPhoto size={24} stroke={1.5} />;
  return <img src={shown.value.url} alt={words} onError={() => setUnknown(true)} />;
}
