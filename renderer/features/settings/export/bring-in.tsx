import { useCallback, useState } from 'react';
import { Button, Checkbox, FileButton, Group, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { collections } from '#shared/domain/collections.ts';
import { exportedKinds, type ExportedKind } from '#shared/export/scope.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { bringInExport } from '#renderer/state/exports.ts';
import { useAnswer } from '#renderer/state/answer.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog, Section } from '#renderer/ui/index.ts';
import type { BringInPreview } from '#renderer/vault/export/api.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

/** An export of this or of another business, looked at before anything is brought in. */
export function BringIn() {
  const { t } = useTranslation('export');
  const [file, setFile] = useState<File>();
  return (
    <Section title={t('in.title')} hint={t('in.hint')}>
      <FileButton accept=".zip,application/zip" onChange={(chosen) => chosen !== null && setFile(chosen)}>
        {(props) => (
          <Button variant="default" mt={8} {...props}>
            {t('in.choose')}
          </Button>
        )}
      </FileButton>
      {file !== undefined && <BringInDialog file={file} onClose={() => setFile(undefined)} />}
    </Section>
  );
}

function BringInDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const { t } = useTranslation('export');
  const { day } = useFormat();
  const answer = useAnswer(useCallback(async () => vault().previewExport(file), [file]));
  const preview = answer?.ok ? answer.value : undefined;

  const title =
    preview === undefined
      ? t('in.title')
      : t('in.previewTitle', { business: preview.business, day: day(preview.madeAt) });
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <ProblemText problem={answer?.ok === false ? answer.error : undefined} />
      {answer === undefined && <Loader size="sm" aria-label={t('in.reading')} />}
      {preview !== undefined && <BringInForm file={file} preview={preview} onClose={onClose} />}
    </Dialog>
  );
}

function BringInForm({
  file,
  preview,
  onClose,
}: {
  file: File;
  preview: BringInPreview;
  onClose: () => void;
}) {
  const { t } = useTranslation('export');
  const [replace, setReplace] = useState(false);
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [problem, setProblem] = useState<Problem>();
  const sum = (of: 'added' | 'different') => preview.kinds.reduce((all, kind) => all + kind[of], 0);
  const different = sum('different');
  const nothing = sum('added') + different === 0;

  async function bringIn() {
    setProgress({ done: 0, total: 0 });
    const result = await bringInExport(file, replace, (done, total) => setProgress({ done, total }));
    setProgress(undefined);
    if (!result.ok) return setProblem(result.error);
    const { written, missingFiles } = result.value;
    const missing = missingFiles === 0 ? '' : ` ${t('in.missing', { count: missingFiles })}`;
    showDone(`${t('in.done', { count: written })}.${missing}`);
    onClose();
  }

  return (
    <>
      <p className={classes.muted}>{t(nothing ? 'in.nothing' : 'in.backup')}</p>
      <KindTable preview={preview} />
      {different > 0 && (
        <Checkbox
          mt={12}
          label={t('in.replace')}
          description={t('in.replace_hint')}
          checked={replace}
          onChange={({ currentTarget: { checked } }) => setReplace(checked)}
        />
      )}
      <ProblemText problem={problem} />
      <Group justify="flex-end" gap={8} mt={24}>
        {progress !== undefined && progress.total > 0 && <output>{t('in.busy', progress)}</output>}
        <Button variant="default" onClick={onClose}>
          {t(nothing ? 'in.close' : 'in.cancel')}
        </Button>
        {!nothing && (
          <Button
            loading={progress !== undefined}
            disabled={sum('added') === 0 && !replace}
            onClick={() => ignore(bringIn())}
          >
            {t('in.do')}
          </Button>
        )}
      </Group>
    </>
  );
}

const columns = ['added', 'same', 'different', 'unreadable'] as const;

function KindTable({ preview }: { preview: BringInPreview }) {
  const { t } = useTranslation('export');
  const { locale } = useFormat();
  const number = new Intl.NumberFormat(locale);
  const inKind = (kind: ExportedKind) =>
    preview.kinds.filter(({ collection }) => collections[collection].compartment === kind);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('in.kind')}</th>
          {columns.map((column) => (
            <th key={column} className={classes.end}>
              {t(`in.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {exportedKinds
          .filter((kind) => inKind(kind).length > 0)
          .map((kind) => (
            <tr key={kind}>
              <td>{t(`kind.${kind}`)}</td>
              {columns.map((column) => (
                <td key={column} className={`${classes.end} tabular`}>
                  {number.format(inKind(kind).reduce((sum, each) => sum + each[column], 0))}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
