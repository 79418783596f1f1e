import { Checkbox, Group, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { accountIdOf } from '#shared/domain/channel.ts';
import { bookingStates } from '#shared/domain/booking.ts';
import { ruleInvoiceStates, ruleJobStates, type RuleWhen } from '#shared/domain/own-rule.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useStageChoices } from './use-stage-choices.ts';

interface WhenFieldsProps {
  when: RuleWhen;
  onChange: (next: RuleWhen) => void;
}

/** What more has to be so for a rule to run. */
export function WhenFields({ when, onChange }: WhenFieldsProps) {
  const { t } = useTranslation('rules');
  const stages = useStageChoices();
  switch (when.on) {
    case 'message':
      return <MessageFields when={when} onChange={onChange} />;
    case 'comment':
      return <CommentFields when={when} onChange={onChange} />;
    case 'unanswered':
      return <WaitFields when={when} onChange={onChange} />;
    case 'stage':
      return (
        <NativeSelect
          label={t('stage')}
          value={when.stage}
          data={stages}
          onChange={({ currentTarget }) => onChange({ ...when, stage: currentTarget.value })}
        />
      );
    case 'hand':
      return (
        <TextInput
          label={t('handName')}
          description={t('handNameHint')}
          maxLength={60}
          value={when.name}
          onChange={({ currentTarget }) => onChange({ ...when, name: currentTarget.value })}
        />
      );
    case 'job':
      return (
        <StateField
          of="job"
          states={ruleJobStates}
          state={when.state}
          onChange={(state) => onChange({ ...when, state })}
        />
      );
    case 'arrival':
      return <SourceField when={when} onChange={onChange} />;
    case 'booking':
      return (
        <StateField
          of="booking"
          states={bookingStates}
          state={when.state}
          onChange={(state) => onChange({ ...when, state })}
        />
      );
    case 'invoice':
      return (
        <StateField
          of="invoice"
          states={ruleInvoiceStates}
          state={when.state}
          onChange={(state) => onChange({ ...when, state })}
        />
      );
    default:
      return null;
  }
}

/** Of any program that sends something here, or of one. */
function SourceField({
  when,
  onChange,
}: {
  when: RuleWhen & { on: 'arrival' };
  onChange: WhenFieldsProps['onChange'];
}) {
  const { t } = useTranslation('rules');
  const sources = useRecords('webhookSources').filter(({ closedAt }) => closedAt === undefined);
  return (
    <NativeSelect
      label={t('onlySource')}
      value={when.sourceId ?? ''}
      data={[{ value: '', label: t('all') }, ...sources.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ currentTarget: { value } }) =>
        onChange({ on: 'arrival', ...(value !== '' && { sourceId: value }) })
      }
    />
  );
}

interface StateFieldProps<State extends string> {
  of: 'job' | 'booking' | 'invoice';
  states: readonly State[];
  state: State;
  onChange: (next: State) => void;
}

/** What becomes of a record, as a rule waits for it. */
function StateField<State extends string>({ of, states, state, onChange }: StateFieldProps<State>) {
  const { t } = useTranslation('rules');
  const wordsOf = (value: string): string => t(`${of}States.${value}`);
  return (
    <NativeSelect
      label={t('jobState')}
      value={state}
      data={states.map((value) => ({ value, label: wordsOf(value) }))}
      onChange={({ currentTarget }) => onChange(states.find((each) => each === currentTarget.value) ?? state)}
    />
  );
}

function MessageFields({
  when,
  onChange,
}: {
  when: RuleWhen & { on: 'message' };
  onChange: WhenFieldsProps['onChange'];
}) {
  const { t } = useTranslation('rules');
  return (
    <>
      <WordsField
        words={when.words}
        hint={t('wordsHint')}
        onChange={(words) => onChange({ ...when, words })}
      />
      <Group gap={16}>
        <Checkbox
          label={t('isFirst')}
          checked={when.isFirst === true}
          onChange={({ currentTarget: { checked } }) => onChange(withFlag(when, 'isFirst', checked))}
        />
        <Checkbox
          label={t('hasLink')}
          checked={when.hasLink === true}
          onChange={({ currentTarget: { checked } }) => onChange(withFlag(when, 'hasLink', checked))}
        />
      </Group>
      <NativeSelect
        label={t('hours')}
        value={when.hours ?? ''}
        data={[
          { value: '', label: t('hoursAny') },
          { value: 'open', label: t('hoursOpen') },
          { value: 'closed', label: t('hoursClosed') },
        ]}
        onChange={({ currentTarget }) => {
          const { hours: _, ...rest } = when;
          const hours = (['open', 'closed'] as const).find((each) => each === currentTarget.value);
          onChange(hours === undefined ? rest : { ...rest, hours });
        }}
      />
      <WhereFields when={when} onChange={onChange} />
    </>
  );
}

function CommentFields({
  when,
  onChange,
}: {
  when: RuleWhen & { on: 'comment' };
  onChange: WhenFieldsProps['onChange'];
}) {
  const { t } = useTranslation('rules');
  return (
    <>
      <WordsField
        words={when.words}
        hint={t('commentWordsHint')}
        onChange={(words) => onChange({ ...when, words })}
      />
      <WhereFields when={when} onChange={onChange} />
    </>
  );
}

interface WordsFieldProps {
  words: string[] | undefined;
  hint: string;
  onChange: (words: string[]) => void;
}

function WordsField({ words = [], hint, onChange }: WordsFieldProps) {
  const { t } = useTranslation('rules');
  return (
    <TagsInput
      label={t('words')}
      description={hint}
      value={words}
      maxTags={50}
      splitChars={[',', ';']}
      acceptValueOnBlur
      onChange={(next) => onChange(next.map((word) => word.slice(0, 100)))}
    />
  );
}

function withFlag(
  when: RuleWhen & { on: 'message' },
  flag: 'isFirst' | 'hasLink',
  isSet: boolean,
): RuleWhen & { on: 'message' } {
  const { [flag]: _, ...rest } = when;
  return isSet ? { ...rest, on: 'message', [flag]: true } : { ...rest, on: 'message' };
}

const mostMinutes = 7 * 24 * 60;

function WaitFields({
  when,
  onChange,
}: {
  when: RuleWhen & { on: 'unanswered' };
  onChange: WhenFieldsProps['onChange'];
}) {
  const { t } = useTranslation('rules');
  const members = useMembers();
  const { next, ...rest } = when;
  const minutesOf = (value: number | string): number =>
    Math.min(mostMinutes, Math.max(1, Math.round(Number(value)) || 1));
  return (
    <>
      <NumberInput
        label={t('minutes')}
        description={t('minutesHint')}
        min={1}
        max={mostMinutes}
        value={when.minutes}
        onChange={(value) => onChange({ ...when, minutes: minutesOf(value) })}
      />
      <Checkbox
        label={t('handOn')}
        checked={next !== undefined}
        onChange={({ currentTarget: { checked } }) =>
          onChange(checked ? { ...rest, next: { minutes: 30, lastId: members[0]?.id ?? '' } } : rest)
        }
      />
      {next !== undefined && (
        <Group gap={8} grow align="flex-start">
          <NumberInput
            label={t('handOnMinutes')}
            min={1}
            max={mostMinutes}
            value={next.minutes}
            onChange={(value) => onChange({ ...rest, next: { ...next, minutes: minutesOf(value) } })}
          />
          <NativeSelect
            label={t('handOnLast')}
            value={next.lastId}
            data={members.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={({ currentTarget }) =>
              onChange({ ...rest, next: { ...next, lastId: currentTarget.value } })
            }
          />
        </Group>
      )}
      <WhereFields when={when} onChange={onChange} />
    </>
  );
}

/** Only of conversations with a label, or over one number or page. */
function WhereFields({
  when,
  onChange,
}: {
  when: RuleWhen & { on: 'message' | 'unanswered' | 'comment' };
  onChange: WhenFieldsProps['onChange'];
}) {
  const { t } = useTranslation('rules');
  const labels = useRecords('labels');
  const channels = useRecords('channels').filter(({ kind }) => when.on !== 'comment' || kind !== 'whatsapp');
  const labelId = when.on === 'comment' ? undefined : (when.labelId ?? '');
  const choose = (field: 'labelId' | 'accountId', value: string) => {
    const rest: RuleWhen = { ...when };
    Reflect.deleteProperty(rest, field);
    onChange(value === '' ? rest : { ...rest, [field]: value });
  };
  return (
    <Group gap={8} grow>
      {labels.length > 0 && labelId !== undefined && (
        <NativeSelect
          label={t('onlyLabel')}
          value={labelId}
          data={[
            { value: '', label: t('all') },
            ...labels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget }) => choose('labelId', currentTarget.value)}
        />
      )}
      {channels.length > 1 && (
        <NativeSelect
          label={t('onlyChannel')}
          value={when.accountId ?? ''}
          data={[
            { value: '', label: t('all') },
            ...channels.map((channel) => ({ value: accountIdOf(channel), label: channel.name })),
          ]}
          onChange={({ currentTarget }) => choose('accountId', currentTarget.value)}
        />
      )}
    </Group>
  );
}
