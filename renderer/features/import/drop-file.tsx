import { useState } from 'react';
import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './import.module.css';

interface DropFileProps {
  /** What belongs here, and which of the texts say so. */
  of: string;
  accept: string;
  /** The name of the file that is being read. */
  reading: string | undefined;
  /** The file that could not be, and why. */
  wrong: { name: string; code: string } | undefined;
  onFile: (file: File) => void;
}

/** Where a file is dropped or chosen. */
export function DropFile({ of, accept, reading, wrong, onFile }: DropFileProps) {
  const { t } = useTranslation('import');
  const [over, setOver] = useState(false);
  const take = (file: File | null | undefined) => {
    if (file !== null && file !== undefined) onFile(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <IconFileImport size={32} stroke={1.25} aria-hidden />
      <p className={classes.dropTitle}>{t(`dropTitle_${of}`)}</p>
      <p className={classes.muted}>{t(`dropText_${of}`)}</p>
      <FileButton accept={accept} onChange={take}>
        {(props) => (
          <Button {...props} loading={reading !== undefined}>
            {t('choose')}
          </Button>
        )}
      </FileButton>
      <div aria-live="polite">
        {reading !== undefined && <p className={classes.muted}>{t('reading', { name: reading })}</p>}
        {wrong !== undefined && (
          <p className={classes.wrong}>{`${wrong.name}: ${t(`wrong_${wrong.code}`)}`}</p>
        )}
      </div>
    </div>
  );
}
