import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnRule } from '#shared/domain/own-rule.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';
import { useMembers } from '#renderer/state/members.ts';
import { Section } from '#renderer/ui/index.ts';
import { readyMade, type RuleDraft } from './rule-draft.ts';
import { useRuleWords } from './use-rule-words.ts';
import classes from './rules.module.css';

interface ReadyMadeProps {
  known: readonly OwnRule[];
  onUse: (draft: RuleDraft) => void;
}

/** Rules to begin with; one that is used already is not offered again. */
export function ReadyMade({ known, onUse }: ReadyMadeProps) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const members = useMembers();
  const owner = members.find(({ role }) => role === 'owner') ?? members[0];
  const texts = {
    urgent: t('ready.urgentWords'),
    away: t('ready.awayText'),
    price: t('ready.priceWords'),
    priceText: t('ready.priceText', { firstName: '{{firstName}}' }),
    bill: t('ready.billTitle', { work: '{{work}}', name: '{{name}}' }),
  };
  const open = readyMade(texts, owner?.id ?? '').filter(
    ({ when }) => !known.some((rule) => equalJson(rule.when as Json, when as Json)),
  );
  if (open.length === 0) return null;
  return (
    <Section title={t('ready.title')} hint={t('ready.hint')}>
      <ul className={classes.list}>
        {open.map(({ key, ...draft }) => (
          <li key={key} className={classes.rule}>
            <div className={classes.sentence} dir="auto">
              <span className={classes.when}>{words.when(draft.when)}</span>
              <span className={classes.then}>→ {words.actions(draft)}</span>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('ready.useOf', { when: words.when(draft.when) })}
              onClick={() => onUse(draft)}
            >
              {t('ready.use')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
