import { Button, NumberInput, Popover, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LeadScore } from '#shared/agent/insight/score.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import classes from './insight.module.css';

/** How likely work comes of it, with every point's reason; a value of the owner's own stays. */
export function Score({ contactId, score }: { contactId: string; score: LeadScore }) {
  const { t } = useTranslation('insight');
  const set = (value: number | undefined) =>
    ignore(run('contact.setLeadScore', { id: contactId, ...(value !== undefined && { score: value }) }));
  return (
    <div className={classes.score}>
      <span>{t('score')}</span>
      <Popover position="bottom-end" width={260} trapFocus>
        <Popover.Target>
          <UnstyledButton className={classes.value} title={t('scoreWhy')}>
            {t(score.isManual ? 'scoreManual' : 'scoreOf', { value: score.value })}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <ul className={classes.reasons}>
            {score.reasons.map(({ reason, points }) => (
              <li key={reason}>
                <span>{t(`reason.${reason}`)}</span>
                <span>{points > 0 ? `+${points}` : `−${-points}`}</span>
              </li>
            ))}
            {score.reasons.length === 0 && <li>{t('noReasons')}</li>}
          </ul>
          <NumberInput
            size="xs"
            label={t('scoreOwn')}
            description={t('scoreOwnHint')}
            min={0}
            max={100}
            allowDecimal={false}
            clampBehavior="strict"
            defaultValue={score.isManual ? score.value : ''}
            onBlur={({ currentTarget: { value } }) => {
              const own = value === '' ? undefined : Number(value);
              if (own !== (score.isManual ? score.value : undefined)) set(own);
            }}
          />
          {score.isManual && (
            <Button size="compact-xs" mt={8} variant="subtle" color="gray" onClick={() => set(undefined)}>
              {t('scoreRelease')}
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
