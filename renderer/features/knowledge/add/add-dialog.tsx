import { useState } from 'react';
import { SegmentedControl, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/index.ts';
import { AnswerForm } from './answer-form.tsx';
import { FileForm } from './file-form.tsx';
import { TextForm } from './text-form.tsx';

export interface AddProps {
  onClose: () => void;
  /** With the first entry that was added. */
  onDone: (id: string) => void;
}

const forms = { answer: AnswerForm, text: TextForm, file: FileForm };
const kinds = ['answer', 'text', 'file'] as const;

/** Adds a question with its answer, a pasted text, or a file. */
export function AddDialog({ opened, onClose, onDone }: AddProps & { opened: boolean }) {
  const { t } = useTranslation('knowledge');
  const [kind, setKind] = useState<(typeof kinds)[number]>('answer');
  const Form = forms[kind];
  return (
    <Dialog opened={opened} onClose={onClose} title={t('add')} size="lg">
      <Stack gap={12}>
        <SegmentedControl
          role="radiogroup"
          size="xs"
          aria-label={t('how')}
          value={kind}
          onChange={setKind}
          data={kinds.map((value) => ({ value, label: t(`by_${value}`) }))}
        />
        <Form
          onClose={onClose}
          onDone={(id) => {
            onClose();
            onDone(id);
          }}
        />
      </Stack>
    </Dialog>
  );
}
