import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { rulesInOrder } from '#shared/commands/rules/in-order.ts';
import { followUpsOf } from '#shared/commands/rules/send.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';

const looked = ['rules', 'ruleRuns', 'messages', 'messageStates'] as const;

/** What waits of a follow-up, with the way to stop it. */
export function WaitingFollowUp({ enquiry: { id } }: { enquiry: Enquiry }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const records = useReader(looked);
  const waiting = followUpsOf(records, id).flatMap((each) => readMessage(records, each)?.sendAt ?? []);
  if (waiting.length === 0) return null;
  const next = format.dayAndTime(Math.min(...waiting));
  return t('enquiry.followUp.waiting', { count: waiting.length, next });
}

/** Starts one of the owner's follow-ups here, or stops what waits of one. */
export function FollowUpButton({ enquiry: { id } }: { enquiry: Enquiry }) {
  const { t } = useTranslation('contacts');
  const records = useReader(looked);
  const rights = [useAccess('people'), useAccess('talk')];
  const offered = rulesInOrder(records).flatMap(({ id: ruleId, isOn, when }) =>
    isOn && when?.on === 'hand' ? [{ ruleId, name: when.name }] : [],
  );
  if (rights.some((right) => right !== 'write')) return null;
  if (followUpsOf(records, id).length > 0)
    return (
      <Button size="xs" variant="default" onClick={() => ignore(run('enquiry.stopFollowUp', { id }))}>
        {t('enquiry.followUp.stop')}
      </Button>
    );
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('enquiry.followUp.start')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ ruleId, name }) => (
          <Menu.Item
            key={ruleId}
            dir="auto"
            onClick={() => ignore(run('enquiry.startFollowUp', { id, ruleId }))}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
