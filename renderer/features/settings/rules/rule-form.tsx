import { useState } from 'react';
import { ActionIcon, Button, Group, NativeSelect, Stack, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Foresight, foresee } from '#shared/commands/rules/foresee.ts';
import {
  actionsFor,
  type OwnRule,
  type RuleAction,
  type RuleActionKind,
  type RuleWhen,
} from '#shared/domain/own-rule.ts';
import { given } from '#shared/lib/given.ts';
import { run } from '#renderer/state/commands.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';
import { useKeptForm } from '#renderer/ui/index.ts';
import { ActionFields } from './action-fields.tsx';
import { Foreseen } from './foreseen.tsx';
import { emptyAction, emptyWhen, missingIn, type RuleDraft, triggerNames } from './rule-draft.ts';
import { useRuleWords } from './use-rule-words.ts';
import { WhenFields } from './when-fields.tsx';
import classes from './rules.module.css';

interface RuleFormProps {
  /** Left out for a new one. */
  rule: OwnRule | undefined;
  /** What a new one begins with. */
  draft: RuleDraft | undefined;
  onClose: () => void;
}

const usual: RuleDraft = { when: emptyWhen('message'), actions: [] };

/** When something happens, then what is done; and before it goes live, what it would have done. */
export function RuleForm({ rule, draft, onClose }: RuleFormProps) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const seen = useForesight();
  const known = rule?.when === undefined ? undefined : { when: rule.when, actions: rule.actions };
  const name = `rule ${rule?.id ?? draft?.when.on ?? 'new'}`;
  const { form, forget } = useKeptForm<RuleDraft>(name, {
    initialValues: known ?? draft ?? usual,
    validate: {},
  });
  const { when, actions } = form.values;
  const missing = missingIn(form.values);

  function change(next: Partial<RuleDraft>) {
    seen.clear();
    form.setValues(next);
  }

  function close() {
    forget();
    onClose();
  }

  async function save(isOn: boolean) {
    const done = await run('rule.save', { ...given({ id: rule?.id }), when, actions, isOn });
    if (done.ok) close();
  }

  const offered = actionsFor[when.on];
  return (
    <Stack gap={16}>
      <fieldset className={classes.part}>
        <legend className={classes.legend}>{t('whenTitle')}</legend>
        <NativeSelect
          aria-label={t('whenTitle')}
          data-autofocus
          value={when.on}
          data={triggerNames.map((value) => ({ value, label: t(`trigger.${value}`) }))}
          onChange={({ currentTarget }) => {
            const on = triggerNames.find((each) => each === currentTarget.value)!;
            const fitting = actions.filter((action) => actionsFor[on].includes(action.do));
            change({ when: emptyWhen(on), actions: fitting });
          }}
        />
        <WhenFields when={when} onChange={(next) => change({ when: next })} />
      </fieldset>
      <fieldset className={classes.part}>
        <legend className={classes.legend}>{t('thenTitle')}</legend>
        {actions.map((action, index) => (
          <ActionRow
            // Actions have no name of their own, and are never put in another order.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            action={action}
            when={when}
            offered={offered}
            onChange={(next) => change({ actions: actions.with(index, next) })}
            onRemove={() => change({ actions: actions.toSpliced(index, 1) })}
          />
        ))}
        {actions.length < 8 && (
          <NativeSelect
            aria-label={t('addAction')}
            value=""
            data={[
              { value: '', label: t('addAction') },
              ...offered.map((value) => ({ value, label: t(`kinds.${value}`) })),
            ]}
            onChange={({ currentTarget }) => {
              const kind = offered.find((each) => each === currentTarget.value);
              if (kind !== undefined) change({ actions: [...actions, emptyAction(kind)] });
            }}
          />
        )}
      </fieldset>
      <section className={classes.reads} aria-label={t('reads')} dir="auto">
        {words.when(when)} → {actions.length === 0 ? '…' : ended(words.actions(form.values))}
      </section>
      {seen.foresight !== undefined && <Foreseen foresight={seen.foresight} />}
      <Group justify="flex-end" gap={8} align="center">
        {missing !== undefined && (
          <Text size="sm" c="dimmed" mr="auto">
            {t(`missing.${missing}`)}
          </Text>
        )}
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
        {seen.foresight === undefined ? (
          <Button disabled={missing !== undefined} onClick={() => seen.look(form.values)}>
            {t('look')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={() => void save(false)}>
              {t('saveOff')}
            </Button>
            <Button onClick={() => void save(true)}>{t('turnOn')}</Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

/** With a full stop, where the last words do not end a sentence of their own. */
function ended(words: string): string {
  return /[.!?…]”?$/.test(words) ? words : `${words}.`;
}

interface ActionRowProps {
  action: RuleAction;
  when: RuleWhen;
  offered: readonly RuleActionKind[];
  onChange: (next: RuleAction) => void;
  onRemove: () => void;
}

function ActionRow({ action, when, offered, onChange, onRemove }: ActionRowProps) {
  const { t } = useTranslation('rules');
  const name = t(`kinds.${action.do}`);
  return (
    <div className={classes.action}>
      <NativeSelect
        aria-label={t('action')}
        value={action.do}
        data={offered.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={({ currentTarget }) =>
          onChange(emptyAction(offered.find((each) => each === currentTarget.value) ?? action.do))
        }
      />
      <div className={classes.fields}>
        <ActionFields action={action} when={when} onChange={onChange} />
      </div>
      <Tooltip label={t('removeAction')}>
        <ActionIcon aria-label={t('removeActionOf', { name })} onClick={onRemove}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const looked = [
  'bookings',
  'business',
  'contacts',
  'consents',
  'conversations',
  'enquiries',
  'identities',
  'issued',
  'jobEvents',
  'jobs',
  'members',
  'messageStates',
  'messageTemplates',
  'messages',
  'payments',
  'ruleRuns',
  'staff',
  'timeBlocks',
  'visits',
  'webhookArrivals',
] as const;

/** What a rule would have done, looked at when somebody asks: until then nothing is gone through. */
function useForesight() {
  const records = useReader(looked);
  const now = useNow();
  const [foresight, setForesight] = useState<Foresight>();
  return {
    foresight,
    look: (draft: RuleDraft) => setForesight(foresee(records, draft, now)),
    clear: () => setForesight(undefined),
  };
}
