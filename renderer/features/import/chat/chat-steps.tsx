import { Button, Checkbox, Radio, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatOrder } from '#shared/import/chat/chat-order.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useCustomerChoice, withNewcomer } from '#renderer/state/customers.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { DropFile } from '../drop-file.tsx';
import { EarlierImports } from '../earlier-imports.tsx';
import type { OpenedChat } from '../reading/chat-reader.ts';
import { Running } from '../running.tsx';
import { useUndoImport } from '../use-undo-import.ts';
import classes from '../import.module.css';
import { type ChatOutcome, type ChatWork, newcomer, useChatImport } from './use-chat-import.ts';

/** Who has said most comes first; nobody else is the business. */
const mostAuthors = 20;

/** From WhatsApp's export of a chat to a conversation's past. */
export function ChatSteps({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const work = useChatImport();
  const { running, outcome, chat } = work;
  if (running !== undefined) return <Running running={running} onStop={work.stop} />;
  if (outcome !== undefined) return <Outcome work={work} outcome={outcome} onOpen={onOpen} />;
  if (chat !== undefined) return <Questions work={work} chat={chat} />;
  return (
    <>
      <DropFile
        of="chats"
        accept=".txt,.zip"
        reading={work.reading}
        wrong={work.wrong}
        onFile={(file) => ignore(work.choose(file))}
      />
      <EarlierImports of="chats" />
    </>
  );
}

/** Who is the business, with whom it was, and which number of a day is the day, where the chat does not say so. */
function Questions({ work, chat }: { work: ChatWork; chat: OpenedChat }) {
  const { t } = useTranslation('import');
  const { us, contactId, order } = work;
  const customers = useCustomerChoice(contactId);
  const { day } = useFormat();
  const isReady = us.length > 0 && contactId !== null && order !== undefined;
  const newName = contactId?.startsWith(newcomer) === true ? contactId.slice(newcomer.length) : undefined;
  const choice =
    newName === undefined
      ? customers
      : withNewcomer(customers, {
          value: newcomer + newName,
          label: t('chat.newContact', { name: newName }),
        });
  const files = chat.files === 0 ? '' : ` · ${t('chat.files', { count: chat.files })}`;
  return (
    <>
      <div className={classes.head}>
        <p className={classes.sum} aria-live="polite">
          {t('chat.said', { count: chat.said }) + files}
        </p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={work.forget}>
            {t('chooseOther')}
          </Button>
          <Button disabled={!isReady} onClick={() => ignore(work.start())}>
            {t('chat.start')}
          </Button>
        </div>
      </div>
      <p className={classes.muted}>
        {order !== undefined && `${t('chat.span', { from: day(chat.from), to: day(chat.to) })} `}
        {chat.system > 0 && t('chat.system', { count: chat.system })}
      </p>
      <Stack maw={480} gap="md">
        <Checkbox.Group
          label={t('chat.us')}
          description={t('chat.usHint')}
          value={us}
          onChange={work.chooseUs}
        >
          <Stack gap={6} mt={6}>
            {chat.authors.slice(0, mostAuthors).map(({ name, count }) => (
              <Checkbox key={name} value={name} label={t('chat.author', { name, count })} dir="auto" />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('chat.contact')}
          description={t('chat.contactHint')}
          value={contactId}
          allowDeselect={false}
          {...choice}
          onChange={work.chooseContact}
        />
        {chat.order === undefined && (
          <Radio.Group
            label={t('chat.order')}
            description={t('chat.orderHint')}
            value={order ?? ''}
            onChange={(value) => ignore(work.chooseOrder(value as ChatOrder))}
          >
            <Stack gap={4} mt={6}>
              <Radio value="dayFirst" label={t('chat.dayFirst')} />
              <Radio value="monthFirst" label={t('chat.monthFirst')} />
            </Stack>
          </Radio.Group>
        )}
      </Stack>
    </>
  );
}

interface OutcomeProps {
  work: ChatWork;
  outcome: ChatOutcome;
  onOpen: (conversationId: string) => void;
}

function Outcome({ work, outcome, onOpen }: OutcomeProps) {
  const { t } = useTranslation('import');
  const { busy, undo } = useUndoImport();
  const record = useRecord('imports', outcome.id);
  const isUndone = record?.undoneAt !== undefined;
  const conversationId = record?.conversationId;
  const { counts, done, total, filesLost } = outcome;
  const words = [
    t('chat.made', { count: counts.made }),
    ...(counts.left > 0 ? [t('chat.left', { count: counts.left })] : []),
    ...(filesLost > 0 ? [t('chat.filesLost', { count: filesLost })] : []),
  ];
  return (
    <>
      <p className={classes.sum} aria-live="polite">
        {isUndone ? t('wasUndone') : words.join(' · ')}
      </p>
      {done < total && <p className={classes.muted}>{t('stoppedText', { done, total })}</p>}
      <div className={classes.buttons}>
        {!isUndone && conversationId !== undefined && (
          <Button onClick={() => onOpen(conversationId)}>{t('chat.open')}</Button>
        )}
        {!isUndone && (
          <Button
            variant="default"
            loading={busy !== undefined}
            onClick={() => ignore(undo(outcome.id, 'chats'))}
          >
            {t('undo')}
          </Button>
        )}
        <Button variant="subtle" onClick={work.forget}>
          {t('chooseOther')}
        </Button>
      </div>
    </>
  );
}
