import { useEffect, useRef, useState } from 'react';
import { Button, Checkbox, Group, Text, Textarea } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChannelRules } from '#shared/channels/channel.ts';
import { checkFile, mayBeDocument } from '#shared/channels/files.ts';
import { safeMimeType } from '#shared/domain/safe-file.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { Dialog, formatBytes } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { changeUnsent, readUnsent } from '../unsent.ts';
import classes from './attach-dialog.module.css';

interface AttachDialogProps {
  conversationId: string;
  rules: ChannelRules;
  file: File;
  onClose: () => void;
}

/** Meta's limit for a caption, in characters. */
const captionLimit = 1024;

/** What goes out with which words, before it does. The words in the composer become the caption. */
export function AttachDialog({ conversationId, rules, file, onClose }: AttachDialogProps) {
  const { t } = useTranslation('media');
  const [caption, setCaption] = useState(() => readUnsent(conversationId).text.slice(0, captionLimit));
  const { name: channel, files } = rules;
  const shownAs = files.kindOf(file.type);
  const [asDocument, setAsDocument] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const checked = checkFile(rules, { mimeType: file.type, sizeBytes: file.size, asDocument });
  // What goes with a voice is no caption, but where words go apart they can follow anything.
  const noWords = files.hasCaptions && shownAs === 'audio' && !asDocument;

  const send = async () => {
    setBusy(true);
    const problem = await sendFile({
      conversationId,
      file,
      caption: noWords ? '' : caption,
      asDocument,
    });
    setBusy(false);
    if (problem === undefined) onClose();
    else setFailure(problem);
  };

  return (
    <Dialog opened onClose={onClose} title={t('attachTitle')}>
      <Preview file={file} />
      {noWords ? (
        <Text size="sm" c="dimmed" mt={12}>
          {t('captionNote', { channel })}
        </Text>
      ) : (
        <Textarea
          mt={12}
          label={t(files.hasCaptions ? 'caption' : 'wordsAfter')}
          description={files.hasCaptions ? undefined : t('wordsAfterNote', { channel })}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={captionLimit}
          value={caption}
          data-autofocus
          onChange={(event) => setCaption(event.currentTarget.value)}
        />
      )}
      {shownAs !== undefined && shownAs !== 'document' && mayBeDocument(files, file.type) && (
        <Checkbox
          mt={12}
          label={t('asDocument')}
          description={t('asDocumentNote')}
          checked={asDocument}
          onChange={(event) => setAsDocument(event.currentTarget.checked)}
        />
      )}
      {!checked.ok && <Trouble problem={checked.error} />}
      {failure !== undefined && <Trouble problem={failure} />}
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={busy} disabled={!checked.ok} onClick={() => ignore(send())}>
          {t('send')}
        </Button>
      </Group>
    </Dialog>
  );
}

function Trouble({ problem: { message, remedy } }: { problem: Problem }) {
  return <p className={classes.problem} role="alert">{`${message} ${remedy ?? ''}`}</p>;
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
  if (!sent.ok) return showInPlace(sent.error);
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
        <span className={classes.name} dir="auto">
          {file.name}
        </span>
        <span className={classes.size}>{formatBytes(file.size, i18n.language)}</span>
      </figcaption>
    </figure>
  );
}
