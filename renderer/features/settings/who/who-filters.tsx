import { Button, Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOfLog } from '#renderer/state/audit.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { AuditChoices } from '#renderer/vault/audit/api.ts';
import { titleOf } from './did-words.ts';
import { hasDaysWrong, type LogFilter, noFilter } from './log-filter.ts';
import { useLineWords } from './use-line-words.ts';

interface WhoFiltersProps {
  filter: LogFilter;
  onFilter: (filter: LogFilter) => void;
}

const none: AuditChoices = { memberIds: [], deviceIds: [], commands: [], ruleIds: [] };
const askChoices = () => vault().auditChoices();

/** By what the log is narrowed: only what occurs in it is offered. */
export function WhoFilters({ filter, onFilter }: WhoFiltersProps) {
  const { t } = useTranslation('audit');
  const words = useLineWords();
  const choices = useOfLog(askChoices) ?? none;
  const set = (part: Partial<LogFilter>) => onFilter({ ...filter, ...part });
  const chosen = (name: 'memberId' | 'deviceId' | 'command' | 'by') => ({
    value: filter[name],
    onChange: (value: string | null) => set({ [name]: value }),
    clearable: true,
    searchable: true,
    w: 152,
  });
  const named = (ids: readonly string[], nameOf: (id: string) => string) =>
    ids.map((value) => ({ value, label: nameOf(value) })).toSorted((a, b) => a.label.localeCompare(b.label));
  const kinds = [
    { value: 'person', label: t('byPerson') },
    { value: 'assistant', label: t('byAssistant') },
    { value: 'program', label: t('byProgram') },
    { value: 'rule', label: t('byRule') },
  ];
  return (
    <Group gap={12} align="flex-start" mt={8}>
      <Select
        label={t('person')}
        placeholder={t('anybody')}
        data={named(choices.memberIds, words.member)}
        {...chosen('memberId')}
      />
      <Select
        label={t('device')}
        placeholder={t('anyDevice')}
        data={named(choices.deviceIds, words.device)}
        {...chosen('deviceId')}
      />
      <Select
        label={t('action')}
        placeholder={t('anything')}
        data={named(choices.commands, titleOf)}
        limit={100}
        {...chosen('command')}
      />
      <Select
        label={t('by')}
        placeholder={t('anyhow')}
        data={[...kinds, ...named(choices.ruleIds, words.rule)]}
        {...chosen('by')}
      />
      <TextInput
        type="date"
        label={t('from')}
        value={filter.from}
        w={140}
        onChange={({ currentTarget: { value } }) => set({ from: value })}
      />
      <TextInput
        type="date"
        label={t('to')}
        value={filter.to}
        w={140}
        error={hasDaysWrong(filter) ? t('daysWrong') : undefined}
        onChange={({ currentTarget: { value } }) => set({ to: value })}
      />
      {JSON.stringify(filter) !== JSON.stringify(noFilter) && (
        <Button variant="subtle" color="gray" mt={24} onClick={() => onFilter(noFilter)}>
          {t('clear')}
        </Button>
      )}
    </Group>
  );
}
