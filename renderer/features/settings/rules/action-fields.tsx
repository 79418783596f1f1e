import { Group, MultiSelect, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { templateFields, templateObstacle } from '#shared/channels/meta/whatsapp/templates.ts';
import { priorities } from '#shared/domain/conversation.ts';
import type { RuleAction, RuleWhen } from '#shared/domain/own-rule.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useStageChoices } from './use-stage-choices.ts';
import { WebhookFields } from './webhook-fields.tsx';

/** Places stand between braces, which texts cannot hold by themselves. */
const braces = { open: '{{', close: '}}' };

/** A field beside its action has no label: what is to be known of it stands below. */
const below: ('input' | 'description' | 'error')[] = ['input', 'description', 'error'];

interface ActionFieldsProps {
  action: RuleAction;
  /** What starts the rule: it decides what there is to tell. */
  when: RuleWhen;
  onChange: (next: RuleAction) => void;
}

/** What an action needs to know. */
export function ActionFields({ action, when, onChange }: ActionFieldsProps) {
  const { t } = useTranslation('rules');
  const stages = useStageChoices();
  switch (action.do) {
    case 'label':
      return <LabelField action={action} onChange={onChange} />;
    case 'priority':
      return (
        <NativeSelect
          aria-label={t('kinds.priority')}
          value={action.priority}
          data={priorities.map((value) => ({ value, label: t(`priorities.${value}`) }))}
          onChange={({ currentTarget }) =>
            onChange({ ...action, priority: priorities.find((each) => each === currentTarget.value)! })
          }
        />
      );
    case 'assign':
    case 'notify':
      return <MemberField action={action} onChange={onChange} />;
    case 'turns':
      return <TurnsField action={action} onChange={onChange} />;
    case 'task':
      return <TaskFields action={action} onChange={onChange} />;
    case 'reply':
    case 'privately':
      return (
        <Textarea
          aria-label={t(`kinds.${action.do}`)}
          description={t(action.do === 'reply' ? 'replyHint' : 'privatelyHint', braces)}
          inputWrapperOrder={below}
          autosize
          minRows={2}
          maxLength={1000}
          value={action.text}
          onChange={({ currentTarget }) => onChange({ ...action, text: currentTarget.value })}
        />
      );
    case 'template':
      return <TemplateFields action={action} onChange={onChange} />;
    case 'stage':
      return (
        <NativeSelect
          aria-label={t('kinds.stage')}
          value={action.stage}
          data={stages}
          onChange={({ currentTarget }) => onChange({ ...action, stage: currentTarget.value })}
        />
      );
    case 'webhook':
      return <WebhookFields action={action} when={when} onChange={onChange} />;
    default:
      return null;
  }
}

type Of<Kind extends RuleAction['do']> = {
  action: RuleAction & { do: Kind };
  onChange: (next: RuleAction) => void;
};

function LabelField({ action, onChange }: Of<'label'>) {
  const { t } = useTranslation('rules');
  const labels = useRecords('labels');
  return (
    <NativeSelect
      aria-label={t('kinds.label')}
      description={labels.length === 0 ? t('noLabels') : undefined}
      inputWrapperOrder={below}
      value={action.labelId}
      data={[
        { value: '', label: t('choose') },
        ...labels.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget }) => onChange({ ...action, labelId: currentTarget.value })}
    />
  );
}

function MemberField({ action, onChange }: Of<'assign' | 'notify'>) {
  const { t } = useTranslation('rules');
  const members = useMembers();
  return (
    <NativeSelect
      aria-label={t(`kinds.${action.do}`)}
      value={action.memberId ?? ''}
      data={[
        { value: '', label: t(action.do === 'notify' ? 'whoeverHasIt' : 'choose') },
        ...members.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        if (action.do === 'assign') onChange({ ...action, memberId: value });
        else onChange({ do: 'notify', ...(value !== '' && { memberId: value }) });
      }}
    />
  );
}

function TurnsField({ action, onChange }: Of<'turns'>) {
  const { t } = useTranslation('rules');
  const members = useMembers();
  return (
    <MultiSelect
      aria-label={t('kinds.turns')}
      description={t('turnsHint')}
      inputWrapperOrder={below}
      placeholder={(action.memberIds ?? []).length === 0 ? t('everybodyHere') : undefined}
      data={members.map(({ id, name }) => ({ value: id, label: name }))}
      value={action.memberIds ?? []}
      onChange={(ids) => onChange({ do: 'turns', ...(ids.length > 0 && { memberIds: ids }) })}
    />
  );
}

function TaskFields({ action, onChange }: Of<'task'>) {
  const { t } = useTranslation('rules');
  const members = useMembers();
  return (
    <>
      <TextInput
        aria-label={t('taskTitle')}
        placeholder={t('taskTitle')}
        description={t('places', braces)}
        inputWrapperOrder={below}
        maxLength={200}
        value={action.title}
        onChange={({ currentTarget }) => onChange({ ...action, title: currentTarget.value })}
      />
      <Group gap={8} grow mt={8}>
        <NativeSelect
          aria-label={t('taskFor')}
          value={action.memberId ?? ''}
          data={[
            { value: '', label: t('anybody') },
            ...members.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const { memberId: _, ...rest } = action;
            onChange(value === '' ? rest : { ...rest, memberId: value });
          }}
        />
        <NumberInput
          aria-label={t('taskDays')}
          placeholder={t('taskDays')}
          min={0}
          max={365}
          value={action.days ?? ''}
          suffix={t('daysLater')}
          onChange={(value) => {
            const { days: _, ...rest } = action;
            onChange(
              value === '' ? rest : { ...rest, days: Math.min(365, Math.max(0, Math.round(Number(value)))) },
            );
          }}
        />
      </Group>
    </>
  );
}

function TemplateFields({ action, onChange }: Of<'template'>) {
  const { t } = useTranslation('rules');
  const templates = useRecords('messageTemplates').filter((each) => templateObstacle(each) === undefined);
  const chosen = templates.find(({ id }) => id === action.templateId);
  return (
    <>
      <NativeSelect
        aria-label={t('kinds.template')}
        description={t(templates.length === 0 ? 'noTemplates' : 'templateHint')}
        inputWrapperOrder={below}
        value={action.templateId}
        data={[
          { value: '', label: t('choose') },
          ...templates.map(({ id, name, language }) => ({ value: id, label: `${name} (${language})` })),
        ]}
        onChange={({ currentTarget }) => onChange({ ...action, templateId: currentTarget.value, values: {} })}
      />
      <NumberInput
        aria-label={t('followUp')}
        placeholder={t('followUp')}
        description={t('followUpHint')}
        inputWrapperOrder={below}
        mt={8}
        min={1}
        max={90}
        suffix={t('daysLater')}
        value={action.days ?? ''}
        onChange={(value) => {
          const { days: _, ...rest } = action;
          onChange(
            value === '' ? rest : { ...rest, days: Math.min(90, Math.max(1, Math.round(Number(value)))) },
          );
        }}
      />
      {chosen !== undefined &&
        templateFields(chosen).map(({ key, before, name }) => (
          <TextInput
            key={key}
            mt={8}
            label={before === '' ? t('place', { name }) : t('placeAfter', { before })}
            description={t('places', braces)}
            maxLength={1024}
            value={action.values[key] ?? ''}
            onChange={({ currentTarget }) =>
              onChange({ ...action, values: { ...action.values, [key]: currentTarget.value } })
            }
          />
        ))}
    </>
  );
}
