import {
  type RuleAction,
  type RuleActionKind,
  type RuleTrigger,
  type RuleWhen,
} from '#shared/domain/own-rule.ts';

/** A rule while it is written. */
export type RuleDraft = { when: RuleWhen; actions: RuleAction[] };

/** What a trigger begins with, in the order in which they are offered. */
const triggers: Record<RuleTrigger, RuleWhen> = {
  message: { on: 'message', words: [] },
  comment: { on: 'comment', words: [] },
  enquiry: { on: 'enquiry' },
  arrival: { on: 'arrival' },
  unanswered: { on: 'unanswered', minutes: 30 },
  stage: { on: 'stage', stage: 'quoted' },
  hand: { on: 'hand', name: '' },
  job: { on: 'job', state: 'completed' },
  visitDone: { on: 'visitDone' },
  booking: { on: 'booking', state: 'asked' },
  invoice: { on: 'invoice', state: 'paid' },
};
export const triggerNames = Object.keys(triggers) as RuleTrigger[];

export function emptyWhen(on: RuleTrigger): RuleWhen {
  return triggers[on];
}

/** What an action begins with. */
const actions: Record<RuleActionKind, RuleAction> = {
  label: { do: 'label', labelId: '' },
  priority: { do: 'priority', priority: 'high' },
  assign: { do: 'assign', memberId: '' },
  turns: { do: 'turns' },
  task: { do: 'task', title: '' },
  notify: { do: 'notify' },
  reply: { do: 'reply', text: '' },
  privately: { do: 'privately', text: '' },
  enquiry: { do: 'enquiry' },
  template: { do: 'template', templateId: '', values: {} },
  stage: { do: 'stage', stage: 'contacted' },
  quarantine: { do: 'quarantine' },
  webhook: { do: 'webhook', endpointId: '', fields: [] },
};

export function emptyAction(kind: RuleActionKind): RuleAction {
  return actions[kind];
}

/** The name of what is missing before the rule can be saved, in `rules.json`. */
export function missingIn({ when, actions: wanted }: RuleDraft): string | undefined {
  if (wanted.length === 0) return 'noAction';
  if (when.on === 'hand' && when.name.trim() === '') return 'noName';
  if (when.on === 'unanswered' && when.next?.lastId === '') return 'noLast';
  return wanted.map(missingOf).find((each) => each !== undefined);
}

function missingOf(action: RuleAction): string | undefined {
  if (action.do === 'label' && action.labelId === '') return 'noLabel';
  if (action.do === 'assign' && action.memberId === '') return 'noPerson';
  if (action.do === 'task' && action.title.trim() === '') return 'noTitle';
  if ((action.do === 'reply' || action.do === 'privately') && action.text.trim() === '') return 'noText';
  if (action.do === 'webhook' && action.endpointId === '') return 'noEndpoint';
  return action.do === 'template' && action.templateId === '' ? 'noTemplate' : undefined;
}

/** Rules that many businesses want, ready to be looked at. `words`: texts for customers and tasks, by key. */
export function readyMade(
  words: Record<'urgent' | 'away' | 'bill' | 'price' | 'priceText', string>,
  ownerId: string,
): (RuleDraft & { key: string })[] {
  return [
    {
      key: 'urgent',
      when: { on: 'message', words: words.urgent.split(', ') },
      actions: [{ do: 'priority', priority: 'urgent' }, { do: 'notify' }],
    },
    { key: 'turns', when: { on: 'message', isFirst: true }, actions: [{ do: 'turns' }] },
    {
      key: 'unanswered',
      when: { on: 'unanswered', minutes: 30, next: { minutes: 30, lastId: ownerId } },
      actions: [{ do: 'notify' }],
    },
    { key: 'away', when: { on: 'message', hours: 'closed' }, actions: [{ do: 'reply', text: words.away }] },
    { key: 'bill', when: { on: 'visitDone' }, actions: [{ do: 'task', title: words.bill, days: 1 }] },
    {
      key: 'comment',
      when: { on: 'comment', words: words.price.split(', ') },
      actions: [{ do: 'privately', text: words.priceText }, { do: 'enquiry' }],
    },
    {
      key: 'links',
      when: { on: 'message', isFirst: true, hasLink: true },
      actions: [{ do: 'quarantine' }],
    },
  ];
}
