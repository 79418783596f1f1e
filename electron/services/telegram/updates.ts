import { z } from 'zod';
import type { TelegramUpdate } from '#shared/bridge/contract/telegram.ts';

const id = z.int().transform(String);
const chat = z.looseObject({ id, type: z.string() }).transform(({ id: named, type }) => ({
  chat: named,
  chatKind: type === 'private' ? ('private' as const) : ('other' as const),
}));
const message = z.looseObject({
  message_id: z.int(),
  chat,
  from: z.looseObject({ id }).optional(),
  text: z.string().optional(),
});
const updateSchema = z.looseObject({
  update_id: z.int(),
  message: message.optional().catch(undefined),
  callback_query: z
    .looseObject({
      id: z.string().max(200),
      from: z.looseObject({ id }),
      data: z.string().max(200),
      message,
    })
    .optional()
    .catch(undefined),
  my_chat_member: z
    .looseObject({ chat, new_chat_member: z.looseObject({ status: z.string() }) })
    .optional()
    .catch(undefined),
});

/** What is asked for: of everything else Telegram says nothing. */
export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

const gone = new Set(['kicked', 'left']);

/** Reads what Telegram has given, each for itself: what is not understood is known by its number alone. */
export function readUpdates(given: unknown): TelegramUpdate[] {
  const list = z.array(z.unknown()).safeParse(given).data ?? [];
  return list.flatMap((each) => {
    const update = updateSchema.safeParse(each).data;
    return update === undefined ? [] : readUpdate(update);
  });
}

function readUpdate({
  update_id: updateId,
  message: said,
  callback_query: press,
  my_chat_member: member,
}: z.output<typeof updateSchema>): TelegramUpdate {
  if (said?.from !== undefined)
    return {
      kind: 'text',
      id: updateId,
      ...said.chat,
      from: said.from.id,
      text: (said.text ?? '').slice(0, 4096),
    };
  if (press !== undefined) {
    const { text, message_id: messageId, chat: where } = press.message;
    return {
      kind: 'press',
      id: updateId,
      queryId: press.id,
      ...where,
      from: press.from.id,
      data: press.data,
      messageId,
      ...(text !== undefined && { shown: text.slice(0, 4096) }),
    };
  }
  if (member !== undefined)
    return { kind: 'chat', id: updateId, ...member.chat, isIn: !gone.has(member.new_chat_member.status) };
  return { kind: 'other', id: updateId };
}
