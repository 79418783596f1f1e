import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRobot, IconRobotOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sendsByItself } from '#shared/domain/autopilot.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useAutopilot } from '#renderer/state/autopilot.ts';
import { run } from '#renderer/state/commands.ts';

/** Whether the assistant answers here by itself; shown only where the settings let it at all. */
export function AutopilotSwitch({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('autopilot');
  const settings = useAutopilot();
  if (!sendsByItself(settings)) return null;
  const { id, autopilot } = conversation;
  const on = autopilot === 'on' || (autopilot === undefined && settings.everyone);
  const label = t(on ? 'takeOver' : 'letAnswer');
  const Sign = on ? IconRobot : IconRobotOff;
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={t('switch')}
        aria-pressed={on}
        onClick={() => ignore(run('autopilot.switch', { conversationId: id, on: !on }))}
      >
        <Sign size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
