import { useState } from 'react';
import { Button, Loader, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAlertCircle,
  IconDownload,
  IconFile,
  IconHourglassEmpty,
  IconMicrophone,
  IconPhoto,
  IconPlayerPlayFilled,
  IconSticker,
  IconVideo,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import { mediaLifetime } from '#shared/channels/files.ts';
import { type Attachment, attachmentIdOf, type StoredFile } from '#shared/domain/attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { formatBytes } from '#renderer/ui/index.ts';
import { readMedia } from '../content.ts';
import { useChannel } from '../use-channel.ts';
import { familyOf, fileNameOf, saveFile } from '#renderer/state/files/save-file.ts';
import { useFile } from '#renderer/state/files/use-file.ts';
import { openViewer } from './viewer-store.ts';
import { VoiceNote } from './voice-note.tsx';
import classes from './media.module.css';

const icons: Record<MediaKind, Icon> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  document: IconFile,
  sticker: IconSticker,
};

/** The file of a message as what it is, or where it has got to. */
export function MediaBody({ message, kind, now }: { message: Message; kind: MediaKind; now: number }) {
  const attachment = useRecord('attachments', attachmentIdOf(message));
  if (attachment?.state === 'ready' && attachment.file !== undefined)
    return <ReadyFile message={message} kind={kind} id={attachment.id} file={attachment.file} />;
  return <MissingFile message={message} kind={kind} attachment={attachment} now={now} />;
}

interface FileProps {
  message: Message;
  kind: MediaKind;
  id: string;
  file: StoredFile;
}

/** What the window may show by itself, by the claimed type: a photo in a format that it does not know is a document. */
function ReadyFile(props: FileProps) {
  const { kind, file } = props;
  const [unplayable, setUnplayable] = useState(false);
  const family = familyOf(file.mimeType);
  if (unplayable) return <DocumentFile {...props} />;
  const onUnplayable = () => setUnplayable(true);
  if (kind === 'audio' && (family === 'audio' || family === 'video'))
    return <Audio {...props} onUnplayable={onUnplayable} />;
  if (kind === 'document' || kind === 'audio') return <DocumentFile {...props} />;
  // A post or story that was passed on may be either: what came decides.
  if (family === 'image') return <Picture {...props} onUnplayable={onUnplayable} />;
  return family === 'video' ? <Video {...props} /> : <DocumentFile {...props} />;
}

/** The place of a picture before it is read: its shape is known, so that nothing jumps. */
function frameOf({ width = 320, height = 240 }: StoredFile, longest: number) {
  const scale = Math.min(1, longest / width, longest / height);
  return { width: Math.max(48, Math.round(width * scale)), aspectRatio: `${width} / ${height}` };
}

function Picture({ message, kind, id, file, onUnplayable }: FileProps & { onUnplayable: () => void }) {
  const { t } = useTranslation('media');
  const shown = useFile({ attachmentId: id });
  const isSticker = kind === 'sticker';
  const style = frameOf(file, isSticker ? 144 : 332);
  if (shown !== undefined && !shown.ok)
    return <Unreadable {...{ message, kind, id, file }} why={shown.error.message} />;
  const picture = shown && (
    <img
      src={shown.value.url}
      alt={message.text ?? t(isSticker ? 'sticker' : 'photo')}
      className={classes.picture}
      onError={onUnplayable}
    />
  );
  if (isSticker)
    return (
      <div className={classes.sticker} style={style}>
        {picture}
      </div>
    );
  return (
    <UnstyledButton
      className={classes.frame}
      style={style}
      aria-label={t('enlarge')}
      onClick={() => openViewer(message.id)}
    >
      {picture ?? <Loader size="xs" />}
    </UnstyledButton>
  );
}

/** A video is large: it is read when it is wanted, in the viewer. */
function Video({ message, file }: FileProps) {
  const { t, i18n } = useTranslation('media');
  const size = formatBytes(file.size, i18n.language);
  return (
    <UnstyledButton
      className={classes.frame}
      data-kind="video"
      style={frameOf({ ...file, width: file.width ?? 320, height: file.height ?? 180 }, 332)}
      aria-label={`${t('playVideo')}, ${size}`}
      onClick={() => openViewer(message.id)}
    >
      <span className={classes.playSign}>
        <IconPlayerPlayFilled size={24} />
      </span>
      <span className={classes.videoSize}>{size}</span>
    </UnstyledButton>
  );
}

function Audio({ message, kind, id, file, onUnplayable }: FileProps & { onUnplayable: () => void }) {
  const shown = useFile({ attachmentId: id });
  if (shown === undefined)
    return (
      <div className={classes.voice}>
        <Loader size="xs" />
      </div>
    );
  if (!shown.ok) return <Unreadable {...{ message, kind, id, file }} why={shown.error.message} />;
  return <VoiceNote file={shown.value} onUnplayable={onUnplayable} />;
}

function DocumentFile({ kind, id, file, message }: FileProps) {
  const { t, i18n } = useTranslation('media');
  const [saving, setSaving] = useState(false);
  const [why, setWhy] = useState<string>();
  const name = fileNameOf(file, kind);
  const Sign = icons[kind];
  const save = async () => {
    setSaving(true);
    const saved = await saveFile({ attachmentId: id }, name);
    setSaving(false);
    setWhy(saved.ok ? undefined : saved.error.message);
  };
  if (why !== undefined) return <Unreadable {...{ message, kind, id, file }} why={why} />;
  return (
    <div className={classes.document}>
      <Sign size={24} stroke={1.5} />
      <span className={classes.name} dir="auto" title={name}>
        {name}
      </span>
      <span className={classes.facts}>
        {[extensionOf(name), formatBytes(file.size, i18n.language)].filter(Boolean).join(' · ')}
      </span>
      <Tooltip label={t('save')}>
        <Button
          className={classes.save}
          size="compact-sm"
          variant="default"
          loading={saving}
          leftSection={<IconDownload size={16} stroke={1.5} />}
          onClick={() => ignore(save())}
        >
          {t('save')}
        </Button>
      </Tooltip>
    </div>
  );
}

function extensionOf(name: string): string {
  return /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? '';
}

/** Stored, but neither here nor to be had now. */
function Unreadable({ kind, file, why }: FileProps & { why: string }) {
  return <Notice Sign={icons[kind]} title={fileNameOf(file, kind)} words={why} />;
}

interface MissingProps {
  message: Message;
  kind: MediaKind;
  attachment: Attachment | undefined;
  now: number;
}

/** The message is here and its file is not: on its way, failed with its reason, or gone for good. */
function MissingFile({ message, kind, attachment, now }: MissingProps) {
  const { t } = useTranslation(['media', 'inbox']);
  const mayRetry = useAccess('talk') === 'write';
  const kindOfChannel = useChannel(message);
  const channel = channelRules(kindOfChannel).name;
  const title = readMedia(message.content).filename ?? t(`inbox:type.${kind}`);
  if (attachment?.state === 'expired' || (attachment === undefined && message.at < now - mediaLifetime))
    return (
      <Notice
        Sign={IconHourglassEmpty}
        title={title}
        words={t(kindOfChannel === 'whatsapp' ? 'expired' : 'expiredOnPage', { channel })}
      />
    );
  if (attachment?.state !== 'failed')
    return <Notice Sign={icons[kind]} title={title} words={t('onItsWay', { channel })} busy />;
  return (
    <Notice
      Sign={IconAlertCircle}
      tone="bad"
      title={title}
      words={attachment.problem?.message ?? t('failed')}
    >
      {mayRetry && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => ignore(run('media.retry', { messageId: message.id }))}
        >
          {t('tryAgain')}
        </Button>
      )}
    </Notice>
  );
}

interface NoticeProps {
  Sign: Icon;
  title: string;
  words: string;
  tone?: 'bad';
  busy?: boolean;
  children?: React.ReactNode;
}

function Notice({ Sign, title, words, tone, busy = false, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone}>
      {busy ? <Loader size={18} /> : <Sign size={18} stroke={1.5} />}
      <span className={classes.name} dir="auto" title={title}>
        {title}
      </span>
      <span className={classes.why}>{words}</span>
      {children !== undefined && <span className={classes.act}>{children}</span>}
    </div>
  );
}
