import { useState } from 'react';
import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { ImportWork } from './use-import.ts';
import classes from './import.module.css';

/** Files with rows. */
const tables = '.csv,.tsv,.txt,.xlsx,.iif';

/** Where a file is dropped or chosen. */
export function DropFile({ work }: { work: ImportWork }) {
  const { t } = useTranslation('import');
  const [over, setOver] = useState(false);
  const { of, reading, wrong } = work;
  const take = (file: File | null | undefined) => {
    if (file !== null && file !== undefined) ignore(work.choose(file));
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
      <FileButton accept={of === 'contacts' ? `${tables},.vcf,.vcard` : tables} onChange={take}>
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
