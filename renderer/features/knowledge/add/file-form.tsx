import { useState } from 'react';
import { Button, FileButton } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { splitIntoPassages, type Passage } from '#shared/agent/knowledge/passages.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { AddProps } from './add-dialog.tsx';
import { addDocument, mostPassages } from './add-document.ts';
import { FormButtons } from './form-buttons.tsx';
import { readTextFile } from './read-file.ts';
import classes from './add.module.css';

type Chosen = { name: string; passages?: Passage[]; wrong?: string };

/** Reads a file on this device; nothing of it goes anywhere but into the knowledge. */
export function FileForm({ onClose, onDone }: AddProps) {
  const { t } = useTranslation('knowledge');
  const [chosen, setChosen] = useState<Chosen>();
  const [saving, setSaving] = useState(false);
  const passages = chosen?.passages ?? [];

  async function choose(file: File | null) {
    if (file === null) return;
    const name = file.name.slice(0, 200);
    setChosen({ name });
    const read = await readTextFile(file);
    if (!read.ok) return setChosen({ name, wrong: read.error.code });
    const found = splitIntoPassages(read.value);
    setChosen(found.length > mostPassages ? { name, wrong: 'tooMany' } : { name, passages: found });
  }

  async function save() {
    if (chosen === undefined) return;
    setSaving(true);
    const id = await addDocument(chosen.name, 'file', passages);
    setSaving(false);
    if (id !== undefined) onDone(id);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ignore(save());
      }}
    >
      <FileButton
        accept=".pdf,.md,.markdown,.txt,application/pdf,text/plain,text/markdown"
        onChange={(file) => ignore(choose(file))}
      >
        {(props) => (
          <Button
            variant="default"
            leftSection={<IconFileText size={18} stroke={1.5} />}
            data-autofocus
            {...props}
          >
            {t('fileChoose')}
          </Button>
        )}
      </FileButton>
      <p className={classes.hint}>{t('fileHint')}</p>
      <div aria-live="polite">{chosen !== undefined && <FileState chosen={chosen} />}</div>
      <FormButtons onClose={onClose} disabled={passages.length === 0} loading={saving} />
    </form>
  );
}

function FileState({ chosen: { name, passages, wrong } }: { chosen: Chosen }) {
  const { t } = useTranslation('knowledge');
  if (wrong !== undefined) return <p className={classes.wrong}>{`${name}: ${t(wrong)}`}</p>;
  if (passages === undefined) return <p className={classes.count}>{t('reading', { name })}</p>;
  return <p className={classes.count}>{`${name}: ${t('passages', { count: passages.length })}`}</p>;
}
