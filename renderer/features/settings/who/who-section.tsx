import { useMemo, useState } from 'react';
import { Alert, Button, Menu, Pill } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone } from '#renderer/state/notices.ts';
import type { AuditFilter } from '#renderer/vault/audit/api.ts';
import { Section } from '#renderer/ui/index.ts';
import { asEntries, asTable } from './export-log.ts';
import { asAsked, hasDaysWrong, type LogFilter, noFilter } from './log-filter.ts';
import { ProofNote } from './proof-note.tsx';
import { useLineWords } from './use-line-words.ts';
import { useRecordWords } from './use-record-words.ts';
import { WhoFilters } from './who-filters.tsx';
import { WhoList } from './who-list.tsx';
import settingsClasses from '../settings.module.css';

/** Who did what, on which device: the audit log, in words. */
export function WhoSection() {
  const { t } = useTranslation(['audit', 'settings']);
  const { timeZone } = useFormat();
  const { record } = useSearch({ strict: false });
  const [filter, setFilter] = useState<LogFilter>(noFilter);
  const asked = useMemo(() => asAsked(filter, record, timeZone), [filter, record, timeZone]);
  return (
    <div className={settingsClasses.wide}>
      <Section title={t('settings:section_who')} hint={t('hint')} action={<ExportMenu filter={asked} />}>
        <ProofNote />
        {record !== undefined && <OfRecord record={record} />}
        <WhoFilters filter={filter} onFilter={setFilter} />
        {!hasDaysWrong(filter) && <WhoList filter={asked} isNarrowed={Object.keys(asked).length > 0} />}
      </Section>
    </div>
  );
}

/** Whose history it is, and the way back to everything. */
function OfRecord({ record }: { record: string }) {
  const { t } = useTranslation('audit');
  const navigate = useNavigate();
  const name = useRecordWords(record);
  return (
    <Pill
      withRemoveButton
      mt={8}
      size="md"
      maw="100%"
      removeButtonProps={{ 'aria-label': t('historyEnds'), 'aria-hidden': false, tabIndex: 0 }}
      onRemove={() => ignore(navigate({ to: '/settings/$section', params: { section: 'who' }, search: {} }))}
    >
      <bdi>{t('historyOf', { name })}</bdi>
    </Pill>
  );
}

function ExportMenu({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation('audit');
  const words = useLineWords();
  const { timeZone } = useFormat();
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();

  async function save(ending: 'csv' | 'json') {
    setBusy(true);
    setFailed(undefined);
    try {
      const { file, count } = await (ending === 'csv' ? asTable(filter, words.line) : asEntries(filter));
      offerFile(`${t('fileName')}-${dayOf(Date.now(), timeZone)}.${ending}`, file);
      showDone(t('exported', { count }));
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      {failed !== undefined && <Alert color="red">{failed}</Alert>}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            loading={isBusy}
            leftSection={<IconDownload size={16} stroke={1.5} />}
          >
            {t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => ignore(save('csv'))}>{t('exportCsv')}</Menu.Item>
          <Menu.Item onClick={() => ignore(save('json'))}>{t('exportJson')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
