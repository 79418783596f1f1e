import { FormButtons } from './form-buttons.tsx';
import { type FormEvent, useState } from 'react';
import { Alert, Autocomplete, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { Dialog } from './dialog.tsx';

export interface MailWords {
  to: string;
  subject: string;
  text: string;
}

interface ByMailProps {
  /** What is known of the customer's addresses, the usual one first. */
  addresses: string[];
  words: Omit<MailWords, 'to'>;
  /** The name of the file that goes along. */
  fileName: string;
  /** Gives what stood in the way. */
  onSend: (words: MailWords) => Promise<Problem | undefined>;
  onClose: () => void;
}

const address = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** Sends a file by e-mail: to whom, in which words. */
export function ByMail({ addresses, words, fileName, onSend, onClose }: ByMailProps) {
  const { t } = useTranslation('mail');
  const [typed, setTyped] = useState<MailWords>({ ...words, to: addresses[0] ?? '' });
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const needed = (text: string) => (tried && text.trim() === '' ? t('compose.needed') : undefined);
  const isAddress = address.test(typed.to.trim());

  async function send() {
    setTried(true);
    if (!isAddress || typed.subject.trim() === '' || typed.text.trim() === '') return;
    setBusy(true);
    const problem = await onSend({ ...typed, to: typed.to.trim() });
    setBusy(false);
    if (problem === undefined) onClose();
    else setFailure(problem);
  }

  return (
    <Dialog opened onClose={onClose} title={t('compose.title')} size="lg">
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          ignore(send());
        }}
      >
        <Stack gap={12}>
          <Autocomplete
            label={t('compose.to')}
            type="email"
            data={addresses}
            value={typed.to}
            error={tried && !isAddress ? t('compose.addressWrong') : undefined}
            onChange={(to) => setTyped({ ...typed, to })}
          />
          <TextInput
            label={t('compose.subject')}
            maxLength={200}
            dir="auto"
            value={typed.subject}
            error={needed(typed.subject)}
            onChange={(event) => setTyped({ ...typed, subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('compose.text')}
            autosize
            minRows={6}
            maxRows={14}
            maxLength={50_000}
            dir="auto"
            value={typed.text}
            error={needed(typed.text)}
            onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })}
          />
          <Group gap={6} wrap="nowrap">
            <IconPaperclip size={16} stroke={1.5} aria-hidden />
            <Text size="sm">{t('compose.attached', { name: fileName })}</Text>
          </Group>
          {failure !== undefined && <Alert color="red">{`${failure.message} ${failure.remedy ?? ''}`}</Alert>}
          <FormButtons submit={t('compose.send')} isBusy={isBusy} onCancel={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
