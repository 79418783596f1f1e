import { useState } from 'react';
import { Button, Chip, Group, NativeSelect } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type GoogleLink, missingUses } from '#shared/domain/google.ts';
import { type GoogleSheet, spreadsheetUrl } from '#shared/domain/google-sheet.ts';
import { mayKeepTables, sheetTables } from '#shared/google/wanted-table.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { googleLinks, googleTables, whyTablesWait } from '#shared/records/google.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useReader } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { useStaffName } from '#renderer/state/staff.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Section } from '#renderer/ui/index.ts';
import peopleClasses from '../people.module.css';
import settingsClasses from '../settings.module.css';
import { useGoogleWords } from './use-google-words.ts';

/** The tables of the business in Google Sheets: which, in whose account, and how far that has come. */
export function TablesSection({ onBegun }: { onBegun: (url: string) => void }) {
  const { t } = useTranslation('google');
  const records = useReader(['googleLinks', 'googleSheets', 'pauses', 'aiSettings']);
  const access = useSession((session) => session.access) ?? {};
  const links = googleLinks(records);
  const { link, sheet } = googleTables(records) ?? {};
  const isMissing = link !== undefined && missingUses(link).includes('tables');
  const waits = whyTablesWait(records);
  if (links.length === 0) return null;
  return (
    <Section title={t('tables.title')} hint={t('tables.hint')}>
      <div className={peopleClasses.choices}>
        {!mayKeepTables(access) ? (
          <p className={settingsClasses.muted}>{t('tables.notYours')}</p>
        ) : link === undefined || isMissing ? (
          <SwitchOn links={link === undefined ? links : [link]} isMissing={isMissing} onBegun={onBegun} />
        ) : (
          <>
            <Chosen link={link} sheet={sheet} />
            {waits !== undefined && <p className={settingsClasses.exposed}>{t(`tables.waits.${waits}`)}</p>}
            {sheet !== undefined && <Written sheet={sheet} isKept={waits !== undefined} />}
          </>
        )}
      </div>
    </Section>
  );
}

/** Google is asked for a right of its own, only now. */
function SwitchOn({
  links,
  isMissing,
  onBegun,
}: {
  links: readonly GoogleLink[];
  isMissing: boolean;
  onBegun: (url: string) => void;
}) {
  const { t } = useTranslation('google');
  const words = useGoogleWords();
  const nameOf = useStaffName();
  const [chosen, setChosen] = useState(links[0]!.id);
  const link = links.find(({ id }) => id === chosen) ?? links[0]!;

  async function begin(): Promise<void> {
    const begun = await vault().beginGoogle({
      staffId: link.staffId,
      wants: { ...link.wants, tables: true },
      words,
    });
    if (begun.ok) onBegun(begun.value.url);
    else showProblem(begun.error);
  }
  return (
    <>
      <p className={isMissing ? settingsClasses.exposed : settingsClasses.muted}>
        {t(isMissing ? 'tables.missing' : 'tables.first')}
      </p>
      <Group gap={8} align="end">
        {links.length > 1 && (
          <NativeSelect
            label={t('whose')}
            value={link.id}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            data={links.map(({ id, staffId }) => ({ value: id, label: nameOf(staffId) ?? '' }))}
          />
        )}
        <Button variant="default" onClick={() => ignore(begin())}>
          {t(isMissing ? 'connectAgain' : 'tables.switchOn')}
        </Button>
      </Group>
    </>
  );
}

function Chosen({ link: { id }, sheet }: { link: GoogleLink; sheet: GoogleSheet | undefined }) {
  const { t } = useTranslation('google');
  const chosen = sheetTables.filter(({ name }) => sheet?.tables[name] === true).map(({ name }) => name);

  async function choose(next: string[]): Promise<void> {
    const tables = sheetTables.map(({ name }) => name).filter((name) => next.includes(name));
    const tabs = Object.fromEntries(sheetTables.map(({ name }) => [name, t(`tables.name.${name}`)]));
    const words = { name: t('tables.file'), tabs };
    await run('google.chooseTables', { id, tables, words });
  }
  return (
    <fieldset className={peopleClasses.choice}>
      <legend>{t('tables.which')}</legend>
      <Chip.Group multiple value={chosen} onChange={(next) => ignore(choose(next))}>
        <div className={peopleClasses.fields}>
          {sheetTables.map(({ name }) => (
            <Chip variant="outline" key={name} value={name} size="xs">
              {t(`tables.name.${name}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <p className={settingsClasses.muted}>{t('tables.stays')}</p>
    </fieldset>
  );
}

/** How far it has come, and what is in the way. `isKept`: nothing is written for now, whoever asks. */
function Written({ sheet, isKept }: { sheet: GoogleSheet; isKept: boolean }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const { id, spreadsheetId, writtenAt, askedAt = 0, trouble, rows = {}, tables } = sheet;
  const names = (keys: readonly string[]): string =>
    sheetTables
      .filter(({ name }) => keys.includes(name))
      .map(({ name }) => t(`tables.name.${name}`))
      .join(', ');
  const isTold = Object.keys(tables).length > 0;
  const isAsked = isTold && !isKept && askedAt > (writtenAt ?? -1) && askedAt > (trouble?.since ?? -1);
  const isLost = trouble?.kind === 'fileLost' || trouble?.kind === 'tabLost';
  const count = Object.entries(rows).reduce((sum, [name, rowsIn]) => sum + (tables[name] ? rowsIn : 0), 0);
  if (!isTold && spreadsheetId === undefined) return null;
  return (
    <>
      {trouble !== undefined && !isAsked && (
        <p className={settingsClasses.exposed} aria-live="polite">
          {t(`tables.trouble.${trouble.kind}`, { tables: names(trouble.tables ?? []) })}
        </p>
      )}
      <p className={settingsClasses.muted} aria-live="polite">
        {isAsked
          ? t('tables.writing')
          : writtenAt === undefined
            ? t('tables.notYet')
            : t('tables.written', { when: format.dayAndTime(writtenAt), count })}
      </p>
      <Group gap={8}>
        {spreadsheetId !== undefined && trouble?.kind !== 'fileLost' && (
          <Button
            component="a"
            variant="default"
            href={spreadsheetUrl(spreadsheetId)}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={18} stroke={1.5} />}
          >
            {t('tables.open')}
          </Button>
        )}
        {isLost && (
          <Button variant="default" onClick={() => ignore(run('google.makeTablesAnew', { id }))}>
            {t('tables.makeAnew')}
          </Button>
        )}
        {isTold && !isKept && trouble?.kind !== 'fileLost' && (
          <Button
            variant="default"
            loading={isAsked}
            onClick={() => ignore(run('google.writeTables', { id }))}
          >
            {t('tables.writeNow')}
          </Button>
        )}
      </Group>
    </>
  );
}
