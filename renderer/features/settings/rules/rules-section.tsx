import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { rulesInOrder } from '#shared/commands/rules/in-order.ts';
import type { OwnRule } from '#shared/domain/own-rule.ts';
import { useReader } from '#renderer/state/records.ts';
import { Dialog, Section } from '#renderer/ui/index.ts';
import { ReadyMade } from './ready-made.tsx';
import { RecentRuns } from './recent-runs.tsx';
import type { RuleDraft } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleLine } from './rule-line.tsx';
import shared from '../settings.module.css';
import classes from './rules.module.css';

/** What an open dialog is about: a rule, one to begin with, or a new one. */
interface Opened {
  rule?: OwnRule;
  draft?: RuleDraft;
}

/** What is done by itself, in sentences; what it did; and rules to begin with. */
export function RulesSection() {
  const { t } = useTranslation('rules');
  const records = useReader(['rules']);
  const rules = rulesInOrder(records);
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  return (
    <div className={shared.wide}>
      <Section
        title={t('rules')}
        hint={rules.length > 1 ? `${t('hint')} ${t('orderHint')}` : t('hint')}
        action={
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={18} stroke={1.5} />}
            onClick={() => setOpened({})}
          >
            {t('add')}
          </Button>
        }
      >
        <ol className={classes.list}>
          {rules.map((rule, index) => (
            <RuleLine
              key={rule.id}
              rule={rule}
              place={index}
              isLast={index === rules.length - 1}
              onOpen={() => setOpened({ rule })}
            />
          ))}
        </ol>
        {rules.length > 0 && <Text className={shared.muted}>{t('lockedHint')}</Text>}
      </Section>
      <ReadyMade known={rules} onUse={(draft) => setOpened({ draft })} />
      <RecentRuns />
      <Dialog
        opened={opened !== undefined}
        onClose={close}
        size="lg"
        title={t(opened?.rule === undefined ? 'newRule' : 'change')}
      >
        {opened !== undefined && <RuleForm rule={opened.rule} draft={opened.draft} onClose={close} />}
      </Dialog>
    </div>
  );
}
