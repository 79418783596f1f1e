import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { rulesInOrder } from '#shared/commands/rules/in-order.ts';
import { followUpsOf } from '#shared/commands/rules/send.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RuleRun } from '#shared/domain/own-rule.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';

const looked = ['rules', 'ruleRuns', 'messages', 'messageStates'] as const;

/** A line of its own: what waits of a follow-up, or why nothing of it goes out. */
export function FollowUpState({ enquiry }: { enquiry: Enquiry }) {
  const words = useFollowUpWords(enquiry);
  return words === undefined ? null : <div>{words}</div>;
}

function useFollowUpWords(enquiry: Enquiry): string | undefined {
  const { t } = useTranslation(['contacts', 'rules']);
  const { id } = enquiry;
  const format = useFormat();
  const records = useReader(looked);
  const waiting = followUpsOf(records, id).flatMap((each) => readMessage(records, each)?.sendAt ?? []);
  if (waiting.length > 0)
    return t('enquiry.followUp.waiting', {
      count: waiting.length,
      next: format.dayAndTime(Math.min(...waiting)),
    });
  const run = lastStarted(records, enquiry);
  if (run === undefined) return undefined;
  if (run === 'begins') return t('enquiry.followUp.begins');
  const left = Object.values(run.did).flatMap((deed) =>
    deed.left === undefined
      ? []
      : t(`rules:left.${deed.left}`, {
          defaultValue: t('rules:left.other'),
          what: t(`rules:kinds.${deed.do}`),
        }),
  );
  return left.length === 0 ? undefined : t('enquiry.followUp.left', { list: [...new Set(left)].join(' · ') });
}

/** What became of the follow-up that somebody started last; nothing where none was, or it was taken back. */
function lastStarted(records: RecordReader, { id, started = {} }: Enquiry): RuleRun | 'begins' | undefined {
  const [newest] = Object.entries(started).toSorted(([, a], [, b]) => b - a);
  if (newest === undefined) return undefined;
  const [ruleId, at] = newest;
  const run = records.by('ruleRuns', 'aboutId', id).find((each) => each.ruleId === ruleId && each.at === at);
  return run?.undoneAt === undefined ? (run ?? 'begins') : undefined;
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
