import { useTranslation } from 'react-i18next';
import { accountIdOf } from '#shared/domain/channel.ts';
import { type Deed, everybody, type RuleAction, type RuleWhen } from '#shared/domain/own-rule.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useTable } from '#renderer/state/records.ts';

/** Says rules, and what they did, in sentences. */
export function useRuleWords() {
  const { t } = useTranslation('rules');
  const { locale } = useFormat();
  const members = useMembers();
  const labels = useTable('labels');
  const stages = useTable('stages');
  const templates = useTable('messageTemplates');
  const channels = useTable('channels');
  const endpoints = useTable('webhookEndpoints');
  const sources = useTable('webhookSources');
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });

  const member = (id: string | undefined): string =>
    id === everybody ? t('everybody') : (members.find((each) => each.id === id)?.name ?? t('gone'));
  const label = (id: string | undefined): string => labels.get(id ?? '')?.name ?? t('gone');
  const stage = (key: string | undefined): string =>
    stages.get(key ?? '')?.name ?? t(`stages.${key}`, { defaultValue: t('gone') });

  function when(rule: RuleWhen | undefined): string {
    if (rule === undefined) return t('notUnderstood');
    switch (rule.on) {
      case 'message': {
        const { words = [], isFirst, hasLink, hours } = rule;
        const parts = [
          t(isFirst === true ? 'when.first' : 'when.message'),
          withWords(words),
          hasLink === true && t('when.link'),
          hours !== undefined && t(`when.${hours}`),
        ];
        return [...parts, where(rule)].filter(Boolean).join(' ');
      }
      case 'comment':
        return [t('when.comment'), withWords(rule.words), where(rule)].filter(Boolean).join(' ');
      case 'unanswered':
        return [t('when.unanswered', { count: rule.minutes }), where(rule)].filter(Boolean).join(' ');
      case 'stage':
        return t('when.stage', { stage: stage(rule.stage) });
      case 'hand':
        return t('when.hand', { name: rule.name });
      case 'arrival':
        return rule.sourceId === undefined
          ? t('when.arrival')
          : t('when.arrivalOf', { name: sources.get(rule.sourceId)?.name ?? t('gone') });
      case 'job':
      case 'booking':
      case 'invoice':
        return t(`when.${rule.on}.${rule.state}`);
      default:
        return t(`when.${rule.on}`);
    }
  }

  function withWords(words: string[] = []): string | false {
    return (
      words.length > 0 &&
      t('when.words', { words: either.format(words.map((word) => t('quoted', { word }))) })
    );
  }

  function where({
    labelId,
    accountId,
  }: {
    labelId?: string | undefined;
    accountId?: string | undefined;
  }): string {
    const channel = [...channels.values()].find((each) => accountIdOf(each) === accountId);
    return [
      labelId !== undefined && t('when.label', { label: label(labelId) }),
      accountId !== undefined && t('when.channel', { channel: channel?.name ?? t('gone') }),
    ]
      .filter(Boolean)
      .join(' ');
  }

  function does(action: RuleAction): string {
    switch (action.do) {
      case 'label':
        return t('does.label', { label: label(action.labelId) });
      case 'priority':
        return t(`does.priority.${action.priority}`);
      case 'assign':
        return t('does.assign', { name: member(action.memberId) });
      case 'turns': {
        const named = action.memberIds ?? [];
        return named.length === 0
          ? t('does.turns')
          : t('does.turnsOf', { names: list.format(named.map(member)) });
      }
      case 'task':
        return t('does.task', { title: action.title });
      case 'reply':
      case 'privately':
        return t(`does.${action.do}`, { text: action.text });
      case 'enquiry':
        return t('does.enquiry');
      case 'template':
        return t(action.days === undefined ? 'does.template' : 'does.followUp', {
          name: templates.get(action.templateId)?.name ?? t('gone'),
          count: action.days ?? 0,
        });
      case 'stage':
        return t('does.stage', { stage: stage(action.stage) });
      case 'notify':
        return action.memberId === undefined
          ? t('does.notify')
          : t('does.notifyOne', { name: member(action.memberId) });
      case 'webhook':
        return t('does.webhook', { name: endpoints.get(action.endpointId)?.name ?? t('gone') });
      default:
        return t('does.quarantine');
    }
  }

  /** All that is done, in the order in which it is. */
  function actions({
    when: rule,
    actions: wanted,
  }: {
    when?: RuleWhen | undefined;
    actions: RuleAction[];
  }): string {
    const next = rule?.on === 'unanswered' ? rule.next : undefined;
    const last = next && t('does.next', { count: next.minutes, name: member(next.lastId) });
    return list.format([...wanted.map(does), ...(last === undefined ? [] : [last])]);
  }

  /** What one action of a run came to. */
  function did({ do: kind, what, left }: Deed): string {
    if (left !== undefined)
      return t(`left.${left}`, { defaultValue: t('left.other'), what: t(`kinds.${kind}`) });
    const name = kind === 'label' ? label(what) : kind === 'stage' ? stage(what) : member(what);
    return t(`did.${kind}`, { defaultValue: t('did.other'), name, priority: t(`priorities.${what}`) });
  }

  return { when, actions, did, member };
}
