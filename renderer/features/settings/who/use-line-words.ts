import { useTranslation } from 'react-i18next';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { AuditLine } from '#renderer/vault/audit/api.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useTable } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import { nameOfDevice, nameOfMember } from '../team/names.ts';
import { useRuleWords } from '../rules/use-rule-words.ts';
import { didWords } from './did-words.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Those whose names stand in lines. */
const named: CollectionName[] = [
  'contacts',
  'jobs',
  'visits',
  'conversations',
  'issued',
  'documents',
  'tasks',
  'knowledge',
  'services',
];

/** A line in words. */
export interface LineWords {
  at: string;
  who: string;
  /** The whole sentence: `Ana changed contact: Maria Keller`. */
  sentence: string;
  subject: Subject | undefined;
  device: string;
  /** By whom or what else, and what is not right with it. */
  how: string[];
  isDoubtful: boolean;
}

/** Says lines, members, devices and rules in the owner's words, with the names that this member may know. */
export function useLineWords() {
  const { t } = useTranslation('audit');
  const { t: tTeam } = useTranslation('settings');
  const format = useFormat();
  const records = useReader(named);
  const rules = useTable('rules');
  const ruleWords = useRuleWords();
  const members = useTable('members');
  const devices = useTable('devices');
  const team = useTeam((state) => state.team);

  const words = {
    member(id: string): string {
      const known = team?.members.find((member) => member.id === id);
      if (known !== undefined) return nameOfMember(tTeam, known);
      return members.get(id)?.name || t('formerMember');
    },
    device(id: string): string {
      const known = team?.members.flatMap((member) => member.devices).find((device) => device.id === id);
      if (known !== undefined) return nameOfDevice(tTeam, known);
      return devices.get(id)?.name || t('formerDevice');
    },
    rule(id: string): string {
      const rule = rules.get(id);
      return rule === undefined ? t('ruleGone') : t('rule', { rule: ruleWords.when(rule.when) });
    },
    subject(subject: Subject): string {
      const kind = t(`kind.${subject.collection}`, { defaultValue: t('kind.other') });
      const what = subject.name ?? kind;
      return subject.others > 0 ? t('andMore', { what, count: subject.others }) : what;
    },
    line(line: AuditLine): LineWords {
      const { entry } = line;
      const subject = subjectOf(records, entry.records);
      const who = words.member(entry.memberId);
      const parts = { who, did: didWords(line), what: subject && words.subject(subject) };
      return {
        at: format.dayAndTime(entry.at),
        who,
        sentence: t(subject === undefined ? 'line' : 'lineOf', parts),
        subject,
        device: words.device(entry.deviceId),
        how: [...behind(entry), ...(line.signature === 'named' ? [] : [t(line.signature)])],
        isDoubtful: line.signature !== 'named',
      };
    },
  };

  function behind({ by, rule }: AuditLine['entry']): string[] {
    if (by !== undefined) return [t(by)];
    if (rule === undefined) return [];
    if (rule.name === 'own') return [words.rule(rule.ruleId)];
    const name = words.member(rule.memberId);
    return [t(rule.name === 'telegram' ? 'fromTelegram' : 'forMember', { name })];
  }

  return words;
}
