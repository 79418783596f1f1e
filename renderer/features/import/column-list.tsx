import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { customTarget, targetsOf } from '#shared/import/targets.ts';
import { useSummaryWords } from './summary-words.ts';
import type { ChosenFile, ImportWork } from './use-import.ts';
import classes from './import.module.css';

/** Each column of the file with its first cells, beside what it becomes. */
export function ColumnList({ work, file }: { work: ImportWork; file: ChosenFile }) {
  const { t } = useTranslation('import');
  const { headerOf } = useSummaryWords();
  const { mapping } = work.decisions;
  const data: { value: string; label: string }[] = [
    { value: '', label: t('leaveOut') },
    ...targetsOf[work.of].map((value) => ({
      value,
      label: t([`target_${work.of}_${value}`, `target_${value}`]),
    })),
    ...work.fields.map(({ id, name }) => ({ value: customTarget(id), label: name })),
  ];
  const choose = (column: number, value: string) =>
    work.decide({ mapping: mapping.map((target, at) => (at === column ? value : target)) });
  return (
    <ul className={classes.columns}>
      {file.columns.map((_, column) => {
        const header = headerOf(file.columns, column);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a column is its place in the file
          <li key={column} className={classes.column}>
            <div>
              <div className={classes.header} dir="auto">
                {header}
              </div>
              <div className={classes.samples} dir="auto">
                {file.samples[column]?.join(' · ')}
              </div>
            </div>
            <NativeSelect
              aria-label={t('becomes', { column: header })}
              value={mapping[column] ?? ''}
              data={data}
              onChange={(event) => choose(column, event.currentTarget.value)}
            />
          </li>
        );
      })}
    </ul>
  );
}
