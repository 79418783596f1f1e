import { Checkbox, NumberInput, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { autopilotModes, sendsByItself } from '#shared/domain/autopilot.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useAutopilot } from '#renderer/state/autopilot.ts';
import { run, save } from '#renderer/state/commands.ts';
import { Section } from '#renderer/ui/index.ts';
import classes from '../assistant.module.css';

/** How far the assistant may go by itself: not at all, drafts, in opening hours, always. */
export function AutopilotSettings() {
  const { t } = useTranslation('autopilot');
  const settings = useAutopilot();
  return (
    <Section title={t('title')} hint={t('hint')}>
      <Radio.Group
        aria-label={t('title')}
        value={settings.mode}
        onChange={(mode) => ignore(run('autopilot.configure', { mode }))}
      >
        <Stack gap={8}>
          {autopilotModes.map((mode) => (
            <Radio key={mode} value={mode} label={t(`mode.${mode}`)} description={t(`modeHint.${mode}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {sendsByItself(settings) && (
        <Stack gap={12} mt={16}>
          <Checkbox
            label={t('everyone')}
            description={t('everyoneHint')}
            checked={settings.everyone}
            onChange={(event) =>
              ignore(run('autopilot.configure', { everyone: event.currentTarget.checked }))
            }
          />
          <NumberInput
            w={220}
            label={t('maxTurns')}
            min={1}
            max={10}
            allowDecimal={false}
            value={settings.maxTurns}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1 && value <= 10 && value !== settings.maxTurns)
                ignore(save('autopilot.configure', { maxTurns: value }));
            }}
          />
          <Checkbox
            label={t('confirmsTimes')}
            description={t('confirmsTimesHint')}
            checked={settings.confirmsTimes === true}
            onChange={(event) =>
              ignore(run('autopilot.configure', { confirmsTimes: event.currentTarget.checked }))
            }
          />
          <p className={classes.note}>{t('keeps')}</p>
        </Stack>
      )}
    </Section>
  );
}
