import { useEffect, useRef, useState } from 'react';
import { Button, Checkbox, Group, Modal, Text, Textarea } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mediaKindOf, mediaLimits } from '#shared/channels/whatsapp/media.ts';
import { safeMimeType } from '#shared/domain/safe-file.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Problem } from '#shared/lib/result.ts';
import { formatBytes } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { changeUnsent, readUnsent } from '../unsent.ts';
import classes from './attach-dialog.module.css';

interface AttachDialogProps {
  conversationId: string;
  file: File;
  onClose: () => void;
}

/** Meta's limit for a caption, in characters. */
const captionLimit = 1024;

/** What goes out with which words, before it does. The words in the composer become the caption. */
export function AttachDialog({ conversationId, file, onClose }: AttachDialogProps) {
  const { t, i18n } = useTranslation('media');
  const [caption, setCaption] = useState(() => readUnsent(conversationId).text.slice(0, captionLimit));
  const shownAs = mediaKindOf(file.type);
  const [asDocument, setAsDocument] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const kind = asDocument ? 'document' : shownAs;
  const tooLarge = file.size > mediaLimits[kind];
  const limit = formatBytes(mediaLimits[kind], i18n.language);

  const send = async () => {
    setBusy(true);
    const problem = await sendFile({
      conversationId,
      file,
      caption: kind === 'audio' ? '' : caption,
      asDocument,
    });
    setBusy(false);
    if (problem === undefined) onClose();
    else setFailure(problem);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('attachTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Preview file={file} />
      {kind === 'audio' ? (
        <Text size="sm" c="dimmed" mt={12}>
          {t('captionNote')}
        </Text>
      ) : (
        <Textarea
          mt={12}
          label={t('caption')}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={captionLimit}
          value={caption}
          data-autofocus
          onChange={(event) => setCaption(event.currentTarget.value)}
        />
      )}
      {shownAs !== 'document' && (
        <Checkbox
          mt={12}
          label={t('asDocument')}
          description={t('asDocumentNote')}
          checked={asDocument}
          onChange={(event) => setAsDocument(event.currentTarget.checked)}
        />
      )}
      {file.size === 0 && <p className={classes.problem}>{t('empty')}</p>}
      {tooLarge && (
        <p className={classes.problem}>{t(`tooLargeAs.${kind}` as 'tooLargeAs.image', { limit })}</p>
      )}
      {failure !== undefined && (
        <p className={classes.problem} role="alert">{`${failure.message} ${failure.remedy ?? ''}`}</p>
      )}
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={busy} disabled={tooLarge || file.size === 0} onClick={() => drop(send())}>
          {t('send')}
        </Button>
      </Group>
    </Modal>
  );
}

/** Stores the file and queues its message; gives what went wrong. */
async function sendFile(given: {
  conversationId: string;
  file: File;
  caption: string;
  asDocument: boolean;
}): Promise<Problem | undefined> {
  const { conversationId, file, caption, asDocument } = given;
  const stored = await vault().attach(file, file.name);
  if (!stored.ok) return stored.error;
  const { replyTo, text } = readUnsent(conversationId);
  const args = { conversationId, file: stored.value, caption, asDocument, replyTo };
  const sent = await run('message.sendFile', args, { quiet: true });
  if (!sent.ok) return sent.error;
  // What became the caption is said; other words stay for the next message.
  const said = caption !== '' && text.slice(0, captionLimit) !== '';
  changeUnsent(conversationId, { replyTo: undefined, ...(said ? { text: '' } : {}) });
  return undefined;
}

function Preview({ file }: { file: File }) {
  const { i18n } = useTranslation('media');
  const picture = useRef<HTMLImageElement>(null);
  const isPicture = safeMimeType(file.type).startsWith('image/');
  useEffect(() => {
    if (picture.current === null) return undefined;
    const url = URL.createObjectURL(file);
    picture.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return (
    <figure className={classes.preview}>
      {isPicture ? <img ref={picture} alt="" /> : <IconFile size={40} stroke={1} />}
      <figcaption title={file.name}>
        <span className={classes.name}>{file.name}</span>
        <span className={classes.size}>{formatBytes(file.size, i18n.language)}</span>
      </figcaption>
    </figure>
  );
}
