import { useEffect, useMemo, type ReactNode } from 'react';
import { ActionIcon, Loader, Modal, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Attachment, attachmentIdOf } from '#shared/domain/attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useTable } from '#renderer/state/records.ts';
import { familyOf, fileNameOf, saveFile } from '#renderer/state/files/save-file.ts';
import { useFile } from '#renderer/state/files/use-file.ts';
import { closeViewer, openViewer, useViewer } from './viewer-store.ts';
import classes from './viewer.module.css';

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
  return (
    <Modal.Root
      opened={current !== undefined}
      onClose={closeViewer}
      closeOnEscape={false}
      fullScreen
      transitionProps={{ duration: 0 }}
    >
      {current !== undefined && (
        <Content
          current={current}
          older={shown[index - 1]?.message.id}
          newer={shown[index + 1]?.message.id}
          place={{ number: index + 1, count: shown.length }}
        />
      )}
    </Modal.Root>
  );
}

interface ContentProps {
  current: Shown;
  older: string | undefined;
  newer: string | undefined;
  place: { number: number; count: number };
}

function Content({ current, older, newer, place }: ContentProps) {
  const { t } = useTranslation('media');
  const format = useFormat();
  const { message, attachment } = current;
  const save = () =>
    ignore(saveFile({ attachmentId: attachment.id }, fileNameOf(attachment.file!, message.type)));
  useViewerKeys({ older, newer, save });
  return (
    <Modal.Content
      className={classes.content}
      aria-label={t(`viewer.${isVideo(attachment) ? 'video' : 'image'}`)}
    >
      <div className={classes.head}>
        <span>{t('place', place)}</span>
        <time dateTime={new Date(message.at).toISOString()}>{format.dayAndTime(message.at)}</time>
        <span className={classes.gap} />
        <Control label={t('save')} onClick={save}>
          <IconDownload size={18} stroke={1.5} />
        </Control>
        <Control label={t('close')} onClick={closeViewer}>
          <IconX size={18} stroke={1.5} />
        </Control>
      </div>
      <div className={classes.stage}>
        <Control label={t('older')} disabled={older === undefined} onClick={() => openViewer(older!)}>
          <IconChevronLeft size={24} stroke={1.5} />
        </Control>
        <Large key={attachment.id} shown={current} />
        <Control label={t('newer')} disabled={newer === undefined} onClick={() => openViewer(newer!)}>
          <IconChevronRight size={24} stroke={1.5} />
        </Control>
      </div>
      <p className={classes.caption}>{message.text}</p>
    </Modal.Content>
  );
}

function Large({ shown: { message, attachment } }: { shown: Shown }) {
  const { t } = useTranslation('media');
  const file = useFile({ attachmentId: attachment.id });
  if (file === undefined) return <Loader size="sm" className={classes.waiting} />;
  if (!file.ok) return <p className={classes.waiting}>{file.error.message}</p>;
  if (isVideo(attachment))
    // A video of a customer has no captions.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <video className={classes.large} src={file.value.url} controls autoPlay />;
  return <img className={classes.large} src={file.value.url} alt={message.text ?? t('photo')} />;
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

function useViewerKeys({
  older,
  newer,
  save,
}: Pick<ContentProps, 'older' | 'newer'> & { save: () => void }): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = {
        Escape: closeViewer,
        ArrowLeft: older && (() => openViewer(older)),
        ArrowRight: newer && (() => openViewer(newer)),
        s: save,
      }[event.key];
      if (!act) return;
      // The keys of the list and of the page behind are not meant.
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [older, newer, save]);
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
