import { useEffect, useMemo } from 'react';
import { Loader } from '@mantine/core';
import { IconDownload, IconEraser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Attachment, attachmentIdOf } from '#shared/domain/attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { askToErase, useMayErase } from '#renderer/state/erasing.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useTable } from '#renderer/state/records.ts';
import { familyOf, fileNameOf, saveFile } from '#renderer/state/files/save-file.ts';
import { useFile } from '#renderer/state/files/use-file.ts';
import { closeViewer, openViewer, useViewer } from './viewer-store.ts';
import { largeContent, LargeView, LargeViewControl, LargeViewRoot } from '#renderer/ui/index.ts';

interface Shown {
  message: Message;
  attachment: Attachment;
}

/** A conversation's photos and videos, large. Esc closes, the arrows go back and forth, S saves. */
export function Viewer({ messages }: { messages: Message[] }) {
  const { messageId } = useViewer();
  const attachments = useTable('attachments');
  const shown = useMemo(() => pictures(messages, (id) => attachments.get(id)), [messages, attachments]);
  const index = shown.findIndex(({ message }) => message.id === messageId);
  const current = shown[index];
  // Leaving the conversation closes what was open in it.
  useEffect(() => closeViewer, []);
  const step = (by: number) => openViewer(shown[index + by]!.message.id);
  return (
    <LargeViewRoot opened={current !== undefined} onClose={closeViewer}>
      {current !== undefined && (
        <Content current={current} place={{ number: index + 1, count: shown.length }} onStep={step} />
      )}
    </LargeViewRoot>
  );
}

interface ContentProps {
  current: Shown;
  place: { number: number; count: number };
  onStep: (step: number) => void;
}

function Content({ current, place, onStep }: ContentProps) {
  const { t } = useTranslation(['media', 'erasure']);
  const mayErase = useMayErase();
  const format = useFormat();
  const { message, attachment } = current;
  const save = () =>
    ignore(saveFile({ attachmentId: attachment.id }, fileNameOf(attachment.file!, message.type)));
  const label = t(`viewer.${isVideo(attachment) ? 'video' : 'image'}`);
  const erase = () => {
    closeViewer();
    askToErase({ kind: 'attachments', id: attachment.id, name: label });
  };
  return (
    <LargeView
      label={label}
      place={place}
      facts={<time dateTime={new Date(message.at).toISOString()}>{format.dayAndTime(message.at)}</time>}
      controls={
        <>
          <LargeViewControl label={t('save')} onClick={save}>
            <IconDownload size={18} stroke={1.5} />
          </LargeViewControl>
          {mayErase && (
            <LargeViewControl label={t('erasure:menu')} onClick={erase}>
              <IconEraser size={18} stroke={1.5} />
            </LargeViewControl>
          )}
        </>
      }
      onKey={(key) => {
        if (key === 's') save();
        return key === 's';
      }}
      onClose={closeViewer}
      onStep={onStep}
      foot={<p dir="auto">{message.text}</p>}
    >
      <Large key={attachment.id} shown={current} />
    </LargeView>
  );
}

function Large({ shown: { message, attachment } }: { shown: Shown }) {
  const { t } = useTranslation('media');
  const file = useFile({ attachmentId: attachment.id });
  if (file === undefined) return <Loader size="sm" className={largeContent.waiting} />;
  if (!file.ok) return <p className={largeContent.waiting}>{file.error.message}</p>;
  if (isVideo(attachment))
    // A video of a customer has no captions.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <video className={largeContent.shown} src={file.value.url} controls autoPlay />;
  return <img className={largeContent.shown} src={file.value.url} alt={message.text ?? t('photo')} />;
}

function isVideo({ file }: Attachment): boolean {
  return familyOf(file!.mimeType) === 'video';
}

function pictures(messages: Message[], find: (id: string) => Attachment | undefined): Shown[] {
  return messages
    .filter(({ type, revokedAt }) => (type === 'image' || type === 'video') && revokedAt === undefined)
    .map((message) => ({ message, attachment: find(attachmentIdOf(message)) }))
    .filter(
      (shown): shown is Shown => shown.attachment?.state === 'ready' && shown.attachment.file !== undefined,
    )
    .toSorted((a, b) => compareMessages(a.message, b.message));
}
