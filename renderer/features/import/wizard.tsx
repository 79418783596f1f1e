import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { knownChoices } from '#shared/domain/import.ts';
import { encodings } from '#shared/import/decode.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Section } from '#renderer/ui/index.ts';
import { ColumnList } from './column-list.tsx';
import { Problems } from './problems.tsx';
import { useSummaryWords } from './summary-words.ts';
import type { ChosenFile, ImportWork } from './use-import.ts';
import classes from './import.module.css';

/** What becomes of a file: problems on top, its columns beside ours, and the counts before anything is saved. */
export function Wizard({ work, file }: { work: ImportWork; file: ChosenFile }) {
  const { t } = useTranslation('import');
  const { summary, isChecking } = work;
  const { sentence } = useSummaryWords();
  const taken = summary?.taken ?? 0;
  return (
    <>
      <div className={classes.head}>
        <p className={classes.sum} aria-live="polite">
          {summary === undefined || isChecking ? t('checking') : sentence(summary)}
        </p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={work.forget}>
            {t('chooseOther')}
          </Button>
          <Button disabled={taken === 0 || isChecking} onClick={() => ignore(work.start())}>
            {t('start', { count: taken })}
          </Button>
        </div>
      </div>
      {file.program !== undefined && <p className={classes.muted}>{t('program', { name: file.program })}</p>}
      {summary !== undefined && <Problems work={work} summary={summary} columns={file.columns} />}
      <Known work={work} />
      <Section title={t('columns')} hint={t('columnsHint')}>
        <Reading work={work} file={file} />
        <ColumnList work={work} file={file} />
      </Section>
    </>
  );
}

/** How the file is read, where it was guessed wrong. */
function Reading({ work, file }: { work: ImportWork; file: ChosenFile }) {
  const { t } = useTranslation('import');
  const { encoding, headerAt, firstLines, sheets, sheet, kind } = file;
  const lines = firstLines.map(({ at, cells }) => {
    const words = cells.filter((cell) => cell.trim() !== '').join(' · ');
    return {
      value: String(at),
      label: t('headerLine', { at, words: words.length > 24 ? `${words.slice(0, 24)}…` : words }),
    };
  });
  return (
    <div className={classes.options}>
      {sheets.length > 1 && (
        <Select
          label={t('sheet')}
          value={String(sheet)}
          allowDeselect={false}
          data={sheets.map((name, at) => ({ value: String(at), label: name }))}
          onChange={(value) => value !== null && work.readAs({ sheet: Number(value), headerAt: undefined })}
        />
      )}
      {encoding !== undefined && (
        <Select
          label={t('encoding')}
          value={encoding}
          allowDeselect={false}
          data={encodings.map((value) => ({ value, label: t(`encoding_${value}`) }))}
          onChange={(value) => value !== null && work.readAs({ encoding: value })}
        />
      )}
      {(kind === 'csv' || kind === 'xlsx') && (
        <Select
          label={t('header')}
          value={String(headerAt)}
          allowDeselect={false}
          data={[{ value: '0', label: t('headerNone') }, ...lines]}
          onChange={(value) => value !== null && work.readAs({ headerAt: Number(value) })}
        />
      )}
    </div>
  );
}

function Known({ work }: { work: ImportWork }) {
  const { t } = useTranslation('import');
  const { of, summary } = work;
  const { known } = work.decisions;
  // Nothing is asked that does not come up.
  if (known === 'fill' && (summary?.known ?? 0) === 0) return null;
  return (
    <Select
      label={t(`knownTitle_${of}`)}
      description={t(`knownHint_${known}`)}
      inputWrapperOrder={['label', 'input', 'description']}
      value={known}
      allowDeselect={false}
      maw={320}
      data={knownChoices.map((value) => ({ value, label: t(`known_${value}`) }))}
      onChange={(value) => value !== null && work.decide({ known: value })}
    />
  );
}
