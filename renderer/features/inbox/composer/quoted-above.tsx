import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { messageWords } from '../thread/message-words.ts';
import classes from './composer.module.css';

/** What the answer that is being written is about. */
export function QuotedAbove({ message, onRemove }: { message: Message | undefined; onRemove: () => void }) {
  const { t } = useTranslation('inbox');
  const words = message === undefined ? t('quoteMissing') : messageWords(message, t);
  return (
    <div className={classes.quoted}>
      <span className={classes.quotedWords} dir="auto" title={words}>
        {t('answering', { words })}
      </span>
      <CloseButton size="sm" aria-label={t('removeQuote')} onClick={onRemove} />
    </div>
  );
}
