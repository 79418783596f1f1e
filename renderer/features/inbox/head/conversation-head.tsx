import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconLayoutSidebarRight, IconLayoutSidebarRightFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate, stateAt } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { usePresence } from '#renderer/state/presence.ts';
import { useTable } from '#renderer/state/records.ts';
import { PeopleHere, Truncated } from '#renderer/ui/index.ts';
import { ChannelBadge } from '../channel-badge.tsx';
import { LabelChip } from '../labels/label-chip.tsx';
import { toggleResolved } from '../use-inbox-keys.ts';
import { AutopilotSwitch } from '../autopilot/autopilot-switch.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { LabelMenu } from './label-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PriorityMenu } from './priority-menu.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import classes from './conversation-head.module.css';

interface ConversationHeadProps {
  conversation: Conversation;
  name: string;
  now: number;
  /** Whether this member may answer. */
  answers: boolean;
  /** Left out where this member makes no jobs. */
  onMakeJob?: () => void;
  panelOpen: boolean;
  onTogglePanel: () => void;
  onClose: () => void;
}

/** Who the conversation is with, what the team has said about it, and what can be done with it. */
export function ConversationHead(props: ConversationHeadProps) {
  const { conversation, name, now, answers, onMakeJob, panelOpen } = props;
  const { t } = useTranslation('inbox');
  const people = usePresence('conversations', conversation.id);
  const panelLabel = t(panelOpen ? 'hidePanel' : 'showPanel');
  return (
    <header className={classes.head}>
      <div className={classes.who}>
        <ActionIcon className={classes.back} aria-label={t('backToList')} onClick={props.onClose}>
          <IconArrowLeft size={18} stroke={1.5} />
        </ActionIcon>
        <ChannelBadge conversation={conversation} named />
        <h2 className={classes.name} dir="auto" title={name}>
          {name}
        </h2>
        <Marks conversation={conversation} now={now} />
        <PeopleHere names={people} />
      </div>
      {answers && (
        <div className={classes.tools}>
          {isPrivate(conversation) && <AutopilotSwitch conversation={conversation} />}
          <AssignMenu conversation={conversation} />
          <LabelMenu conversation={conversation} />
          <PriorityMenu conversation={conversation} />
          <SnoozeMenu conversation={conversation} now={now} />
          <MoreMenu conversation={conversation} name={name} />
        </div>
      )}
      {onMakeJob !== undefined && (
        <Button size="xs" variant="default" onClick={onMakeJob}>
          {t('makeJob')}
        </Button>
      )}
      {answers && (
        <Tooltip label={t('resolveKey')}>
          <Button size="xs" variant="default" onClick={() => ignore(toggleResolved(conversation))}>
            {t(conversation.state === 'resolved' ? 'reopen' : 'resolve')}
          </Button>
        </Tooltip>
      )}
      <Tooltip label={panelLabel}>
        <ActionIcon aria-label={panelLabel} aria-pressed={panelOpen} onClick={props.onTogglePanel}>
          {panelOpen ? (
            <IconLayoutSidebarRightFilled size={18} stroke={1.5} />
          ) : (
            <IconLayoutSidebarRight size={18} stroke={1.5} />
          )}
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

/** Labels, and why the conversation is not among the open ones. */
function Marks({ conversation, now }: { conversation: Conversation; now: number }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const labels = useTable('labels');
  const own = Object.keys(conversation.labels ?? {}).flatMap((id) => labels.get(id) ?? []);
  const state = stateAt(conversation, now);
  const until = conversation.snoozedUntil;
  return (
    <div className={classes.marks}>
      {state === 'snoozed' && until !== undefined && (
        <span className={classes.state}>
          <Truncated>{t('snooze.until', { time: format.dayAndTime(until) })}</Truncated>
        </span>
      )}
      {(state === 'resolved' || state === 'pending') && (
        <span className={classes.state}>
          <Truncated>{t(`state.${state}`)}</Truncated>
        </span>
      )}
      {own.map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
    </div>
  );
}
