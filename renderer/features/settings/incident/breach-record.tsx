import { Checkbox, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Breach, breachedData } from '#shared/domain/breach.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { EditableSelect, EditableText, FieldRow } from '#renderer/ui/index.ts';
import { BreachPeople } from './breach-people.tsx';
import { BreachPapers } from './breach-papers.tsx';
import { BreachSteps } from './breach-steps.tsx';
import { localMoment, momentOfLocal } from './local-moment.ts';
import classes from './incident.module.css';

const risks = ['', 'none', 'some', 'high'] as const;

/** One breach: what is known of it, who it concerns, what was done and when, and what is told to whom. */
export function BreachRecord({ breach }: { breach: Breach }) {
  const { t } = useTranslation(['incident', 'processing']);
  const { id, title, what = '', risk = '', consequences = '', measures = '', data = {} } = breach;
  const change = (fields: ArgsOf<'breach.update'>['fields']) => save('breach.update', { id, fields });
  return (
    <div className={classes.record}>
      <EditableText
        label={t('title')}
        value={title}
        validate={(text) => (text === '' ? t('titleNeeded') : undefined)}
        onSave={(text) => change({ title: text })}
      />
      <MomentField
        label={t('noticed')}
        value={breach.noticedAt}
        onSave={(noticedAt) => change({ noticedAt })}
      />
      <MomentField
        label={t('happened')}
        value={breach.happenedAt}
        onSave={(happenedAt) => change({ happenedAt })}
        onEmpty={() => change({ happenedAt: null })}
      />
      <EditableText
        multiline
        label={t('what')}
        placeholder={t('whatHint')}
        value={what}
        onSave={(text) => change({ what: text })}
      />
      <FieldRow label={t('data')}>
        <Checkbox.Group
          my={6}
          aria-label={t('data')}
          value={Object.keys(data)}
          onChange={(chosen) =>
            ignore(change({ data: breachedData.filter((each) => chosen.includes(each)) }))
          }
        >
          <Group gap="6px 16px">
            {breachedData.map((each) => (
              <Checkbox key={each} value={each} label={t(`processing:data.${each}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </FieldRow>
      <BreachPeople breach={breach} />
      <EditableSelect
        label={t('risk')}
        value={risk}
        options={risks.map((each) => ({ value: each, label: t(`risks.${each === '' ? 'unsaid' : each}`) }))}
        hint={risk === '' ? undefined : t(`riskHint.${risk}`)}
        onSave={(value) =>
          value === '' ? undefined : change({ risk: value as NonNullable<Breach['risk']> })
        }
      />
      <EditableText
        multiline
        label={t('consequences')}
        placeholder={t('consequencesHint')}
        value={consequences}
        onSave={(text) => change({ consequences: text })}
      />
      <EditableText
        multiline
        label={t('measures')}
        placeholder={t('measuresHint')}
        value={measures}
        onSave={(text) => change({ measures: text })}
      />
      <BreachSteps breach={breach} />
      <BreachPapers breach={breach} />
    </div>
  );
}

interface MomentFieldProps {
  label: string;
  value: number | undefined;
  onSave: (at: number) => ReturnType<typeof save>;
  /** Where it may be left out. */
  onEmpty?: () => ReturnType<typeof save>;
}

function MomentField({ label, value, onSave, onEmpty }: MomentFieldProps) {
  const { t } = useTranslation('incident');
  const { timeZone } = useFormat();
  const isRight = (text: string) =>
    momentOfLocal(text, timeZone) !== undefined || (text === '' && onEmpty !== undefined);
  return (
    <EditableText
      type="datetime-local"
      label={label}
      value={value === undefined ? '' : localMoment(value, timeZone)}
      validate={(text) => (isRight(text) ? undefined : t('momentWrong'))}
      onSave={(text) => {
        const at = momentOfLocal(text, timeZone);
        return at === undefined ? onEmpty?.() : onSave(at);
      }}
    />
  );
}
