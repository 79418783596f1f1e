import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconHandFinger } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { offeredPage } from '#shared/channels/choice/offered.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { readInteractive } from './content.ts';
import { useChannel } from './use-channel.ts';
import classes from './choice.module.css';

/** What a message lets its customer choose from, by the numbers that they may type, and what of it they tapped. */
export function OfferedOptions({ message, tapped }: { message: Message; tapped: ReadonlySet<string> }) {
  const { t } = useTranslation('inbox');
  const page = offeredPage(useChannel(message), message);
  if (page === undefined) return null;
  const numbered = page.options.map((option, index) => ({ option, number: page.first + index + 1 }));
  const all = page.more === undefined ? numbered : [...numbered, { option: page.more, number: 0 }];
  return (
    <ul className={classes.options} aria-label={t('options')} dir={directionOf(message.text)}>
      {all.map(({ option: { token, title, description }, number }) => (
        <li key={token} className={classes.option} data-tapped={tapped.has(token) || undefined}>
          {tapped.has(token) ? (
            <>
              <IconCheck size={14} stroke={2} aria-hidden />
              <VisuallyHidden>{t('tapped')}</VisuallyHidden>
            </>
          ) : (
            <span className={classes.number}>{number}</span>
          )}
          <span dir="auto">
            {title}
            {description !== undefined && <span className={classes.more}> {description}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

const startsRightToLeft = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** The options follow each other as the words above them are read; `auto` would look at the first number. */
function directionOf(text = ''): 'rtl' | undefined {
  return startsRightToLeft.test(text) ? 'rtl' : undefined;
}

/** What a customer chose, in the words that they tapped. */
export function TapBody({ message }: { message: Message }) {
  const { t } = useTranslation(['inbox', 'media']);
  const { list_reply: row } = readInteractive(message.content);
  const title = message.tap?.title ?? row?.title ?? message.text;
  return (
    <div className={classes.tap}>
      <Tooltip label={t('tappedByCustomer')}>
        <IconHandFinger size={16} stroke={1.5} aria-hidden />
      </Tooltip>
      <VisuallyHidden>{t('tapped')}</VisuallyHidden>
      <span dir="auto">{title || t('media:chosen')}</span>
      {row?.description !== undefined && (
        <span className={classes.more} dir="auto">
          {row.description}
        </span>
      )}
    </div>
  );
}
