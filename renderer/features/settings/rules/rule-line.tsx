import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OwnRule } from '#shared/domain/own-rule.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRuleWords } from './use-rule-words.ts';
import classes from './rules.module.css';

interface RuleLineProps {
  rule: OwnRule;
  /** From 0. */
  place: number;
  isLast: boolean;
  onOpen: () => void;
}

/** A rule as its sentence, with its switch and its place among the others. */
export function RuleLine({ rule, place, isLast, onOpen }: RuleLineProps) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const { id, isOn, when } = rule;
  const start = words.when(when);
  const move = (to: number) => ignore(run('rule.move', { id, to }));
  return (
    <li className={classes.rule} data-off={!isOn || undefined}>
      <Switch
        aria-label={t('isOn', { when: start })}
        checked={isOn}
        disabled={when === undefined}
        onChange={({ currentTarget: { checked } }) => {
          // Before a rule goes live it is shown what it would have done.
          if (checked) onOpen();
          else ignore(run('rule.switch', { id, isOn: false }));
        }}
      />
      <button type="button" className={classes.sentence} onClick={onOpen} dir="auto">
        <span className={classes.when}>{start}</span>
        <span className={classes.then}>→ {words.actions(rule)}</span>
      </button>
      <Tooltip label={t('earlier')}>
        <ActionIcon
          aria-label={t('earlierOf', { when: start })}
          disabled={place === 0}
          onClick={() => move(place - 1)}
        >
          <IconArrowUp size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('later')}>
        <ActionIcon
          aria-label={t('laterOf', { when: start })}
          disabled={isLast}
          onClick={() => move(place + 1)}
        >
          <IconArrowDown size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('remove')}>
        <ActionIcon
          aria-label={t('removeOf', { when: start })}
          onClick={() => ignore(run('rule.remove', { id }))}
        >
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
