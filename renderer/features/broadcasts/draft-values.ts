import { templateFields } from '#shared/channels/meta/whatsapp/templates.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Broadcast } from '#shared/domain/broadcast/broadcast.ts';
import { dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { given } from '#shared/lib/given.ts';

/** What stands in the form. */
export interface DraftValues extends Record<string, unknown> {
  name: string;
  accountId: string;
  templateId: string;
  /** `all`, `tags`, or a segment's id. */
  audience: string;
  tags: string[];
  values: Record<string, { words: string; fallback: string }>;
  when: 'now' | 'later';
  day: string;
  time: string;
  /** Empty: not known. */
  limit: string;
}

export function draftOf(broadcast: Broadcast | undefined, accountId: string, zone: string): DraftValues {
  const at = broadcast?.startAt;
  return {
    name: broadcast?.name ?? '',
    accountId: broadcast?.accountId ?? accountId,
    templateId: broadcast?.templateId ?? '',
    audience: broadcast === undefined ? 'all' : audienceOf(broadcast.audience),
    tags: broadcast?.audience.tags ?? [],
    values: Object.fromEntries(
      Object.entries(broadcast?.values ?? {}).map(([key, { words, fallback = '' }]) => [
        key,
        { words, fallback },
      ]),
    ),
    when: at === undefined ? 'now' : 'later',
    day: at === undefined ? '' : dayOf(at, zone),
    time: at === undefined ? '09:00' : timeOf(at, zone),
    limit: broadcast?.limit === undefined ? '' : String(broadcast.limit),
  };
}

function audienceOf({ of, segmentId = '' }: Broadcast['audience']): string {
  return of === 'segment' ? segmentId : of;
}

/** What the command takes. */
export function contentOf(draft: DraftValues, zone: string): ArgsOf<'broadcast.create'> {
  const { name, accountId, templateId, audience, tags, values } = draft;
  return {
    name: name.trim(),
    accountId,
    templateId,
    audience:
      audience === 'all'
        ? { of: 'all' }
        : audience === 'tags'
          ? { of: 'tags', tags }
          : { of: 'segment', segmentId: audience },
    values: Object.fromEntries(
      Object.entries(values).map(([key, { words, fallback }]) => [
        key,
        { words: words.trim(), ...(fallback.trim() !== '' && { fallback: fallback.trim() }) },
      ]),
    ),
    ...given({ startAt: startOf(draft, zone), limit: draft.limit === '' ? undefined : Number(draft.limit) }),
  };
}

/** When it is to begin; `undefined` for at once. Epoch milliseconds. */
export function startOf({ when, day, time }: DraftValues, zone: string): number | undefined {
  return when === 'now' || day === '' || time === '' ? undefined : momentOf(day, time, zone);
}

const byName = [
  [/business|company/i, '{{business}}'],
  [/phone/i, '{{phone}}'],
  [/name/i, '{{firstName}}'],
] as const;
const usual = ['{{firstName}}', '{{business}}'];

/** What usually stands in a template's places, to begin with; what its places are called says more. */
export function usualValues(template: MessageTemplate): DraftValues['values'] {
  const fields = templateFields(template).filter(({ kind }) => kind === 'text');
  return Object.fromEntries(
    fields.map(({ key, part, name }, at) => {
      const words = byName.find(([pattern]) => pattern.test(name))?.[1] ?? usual[at] ?? '';
      return [key, { words: part === 'body' ? words : '', fallback: '' }];
    }),
  );
}
