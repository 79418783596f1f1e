/** What a customer can tap on in a message of the business. */
export interface ShownChoice {
  /** `button`, `list` and a template's own on WhatsApp, gone after a tap or standing on pages. */
  kind: 'button' | 'list' | 'template' | 'quickReply' | 'postback';
  options: { id: string; title: string; description?: string }[];
  /** On the button that opens a list. */
  open?: string;
}

interface Reply {
  id: string;
  title: string;
}
interface Interactive {
  type: string;
  action: {
    button?: string;
    buttons?: { reply: Reply }[];
    sections?: { title?: string; rows?: (Reply & { description?: string })[] }[];
  };
}

/** The buttons or rows of an `interactive` of WhatsApp's that is in order. */
export function choiceOf(interactive: unknown): ShownChoice | undefined {
  const { type, action } = (interactive ?? {}) as Partial<Interactive>;
  if (type === 'button')
    return { kind: 'button', options: (action?.buttons ?? []).map(({ reply }) => reply) };
  if (type !== 'list') return undefined;
  const options = (action?.sections ?? []).flatMap(({ rows }) => rows ?? []);
  return { kind: 'list', options, ...(action?.button !== undefined && { open: action.button }) };
}

/** Limits that Meta's description tells in words only ("Cannot be empty, must be unique", rows over all sections). */
export function faultOfInteractive(interactive: unknown): string | undefined {
  const choice = choiceOf(interactive);
  if (choice === undefined) return undefined;
  const { options, open } = choice;
  if (choice.kind === 'list' && (open ?? '').trim() === '') return 'List button text cannot be empty';
  if (options.length === 0) return 'There is nothing to choose from';
  if (choice.kind === 'list' && options.length > 10) return `Total row count exceed max allowed count: 10`;
  if (options.some(({ title }) => title.trim() === '')) return 'Title cannot be empty';
  if (options.some(({ id }) => id === '' || id !== id.trim())) return 'Id is empty, or has spaces around it';
  if (new Set(options.map(({ id }) => id)).size < options.length) return 'Duplicated id';
  return new Set(options.map(({ title }) => title)).size < options.length ? 'Duplicated title' : undefined;
}

interface PageTap {
  title?: unknown;
  payload?: unknown;
}
export interface QuickReply extends PageTap {
  content_type?: unknown;
}
export interface Template {
  template_type?: unknown;
  elements?: { title?: unknown; subtitle?: unknown; buttons?: (PageTap & { type?: unknown })[] }[];
}

/** Meta's words for what is wrong with the quick replies of a page's message. */
export function faultOfQuickReplies(replies: unknown): string | undefined {
  if (replies === undefined) return undefined;
  if (!Array.isArray(replies) || replies.length === 0 || replies.length > 13)
    return 'body/message/quick_replies must have 1 to 13';
  return (replies as QuickReply[])
    .map((reply) => {
      if (reply.content_type !== 'text') return 'body/message/quick_replies/content_type is unknown';
      return faultOfTap('body/message/quick_replies', reply);
    })
    .find((fault) => fault !== undefined);
}

/** The same for a carousel of cards. */
export function faultOfTemplate({ template_type: type, elements = [] }: Template): string | undefined {
  const at = 'body/message/attachment/payload';
  if (type !== 'generic') return `${at}/template_type is unknown`;
  if (elements.length === 0 || elements.length > 10) return `${at}/elements must have 1 to 10`;
  for (const { title, subtitle = '', buttons = [] } of elements) {
    if (!isText(title, 80) || !(subtitle === '' || isText(subtitle, 80)))
      return `${at}/elements/title is wrong`;
    if (buttons.length > 3) return `${at}/elements/buttons are more than 3`;
    const fault = buttons.map((button) => faultOfTap(`${at}/elements/buttons`, button)).find(Boolean);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfTap(at: string, { title, payload }: PageTap): string | undefined {
  if (!isText(title, 20)) return `${at}/title must have 1 to 20 characters`;
  return isText(payload, 1000) ? undefined : `${at}/payload must have 1 to 1000 characters`;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest;
}

/** The buttons of a page's message that is in order. */
export function pageChoiceOf(message: {
  quick_replies?: QuickReply[] | undefined;
  attachment?: { payload: object } | undefined;
}): ShownChoice | undefined {
  const tapOf = ({ title, payload }: PageTap) => ({ id: String(payload), title: String(title) });
  if (message.quick_replies !== undefined)
    return { kind: 'quickReply', options: message.quick_replies.map(tapOf) };
  const elements = (message.attachment?.payload as Template | undefined)?.elements;
  if (elements === undefined) return undefined;
  return { kind: 'postback', options: elements.flatMap(({ buttons = [] }) => buttons.map(tapOf)) };
}
