import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChannelRules } from '#shared/channels/channel.ts';
import { composerField } from '../focus.ts';
import { AttachDialog } from './attach-dialog.tsx';

interface AttachButtonProps {
  conversationId: string;
  rules: ChannelRules;
  /** Files cannot be sent now. */
  disabled: boolean;
}

/** Chooses a file to send, or takes one that is pasted or dropped into the field for the answer. */
export function AttachButton({ conversationId, rules, disabled }: AttachButtonProps) {
  const { t } = useTranslation('media');
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  useFilesGiven(disabled ? undefined : setFile);
  return (
    <>
      <Tooltip label={t('attach')}>
        <ActionIcon aria-label={t('attach')} disabled={disabled} onClick={() => input.current?.click()}>
          <IconPaperclip size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          setFile(event.currentTarget.files?.[0]);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      {file !== undefined && (
        <AttachDialog
          key={`${file.name} ${file.size} ${file.lastModified}`}
          conversationId={conversationId}
          rules={rules}
          file={file}
          onClose={() => setFile(undefined)}
        />
      )}
    </>
  );
}

/** A file that is pasted into the field, or dropped on it. Text that is pasted stays text. */
function useFilesGiven(onFile: ((file: File) => void) | undefined): void {
  useEffect(() => {
    const take = (event: Event, given: DataTransfer | null) => {
      const file = given?.files[0];
      if (file === undefined || (event.target as Element | null)?.id !== composerField.id) return;
      event.preventDefault();
      onFile?.(file);
    };
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData);
    const dropped = (event: DragEvent) => take(event, event.dataTransfer);
    document.addEventListener('paste', paste);
    document.addEventListener('drop', dropped);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('drop', dropped);
    };
  }, [onFile]);
}
