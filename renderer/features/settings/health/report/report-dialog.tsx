import { useState } from 'react';
import { Button, Checkbox, Group, Loader, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { bridge } from '#renderer/state/vault-client.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { Dialog, useKeptForm } from '#renderer/ui/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ProblemText } from '../../problem-text.tsx';
import { linesOf, type ReportFacts, reportParts, type ReportPart, reportText } from './problem-report.ts';
import { useReportFacts } from './use-report-facts.ts';
import classes from './report.module.css';

/** Every line that a report would hold, before it is saved; each part can be left out. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('failures');
  const answer = useReportFacts();
  return (
    <Dialog opened onClose={onClose} title={t('title')} size="lg">
      <p className={classes.text}>{t('text')}</p>
      {answer === undefined && <Loader size="sm" aria-label={t('reading')} />}
      <ProblemText problem={answer?.ok === false ? answer.error : undefined} />
      {answer?.ok && <ReportForm facts={answer.value} onClose={onClose} />}
    </Dialog>
  );
}

function ReportForm({ facts, onClose }: { facts: ReportFacts; onClose: () => void }) {
  const { t } = useTranslation('failures');
  const { form, forget } = useKeptForm('problem report', {
    initialValues: { words: '' },
    validate: {},
  });
  const [parts, setParts] = useState<readonly ReportPart[]>(reportParts);
  const { words } = form.values;
  const text = reportText(words, parts, facts);

  function save() {
    offerFile(
      `plumbline-problem-${new Date(facts.now).toISOString().slice(0, 10)}.txt`,
      new Blob([text], { type: 'text/plain' }),
    );
    forget();
    showDone(t('saved'));
    onClose();
  }

  async function empty() {
    const done = await bridge().call('failures.clear', {});
    if (!done.ok) return showProblem(done.error);
    showDone(t('emptied'));
    onClose();
  }

  return (
    <Stack gap={12}>
      <Textarea
        label={t('words')}
        description={t('wordsHint')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        data-autofocus
        {...form.getInputProps('words')}
      />
      <section aria-label={t('lines')} className={classes.parts}>
        {reportParts.map((part) => (
          <div key={part}>
            <Checkbox
              label={t(`part.${part}`)}
              checked={parts.includes(part)}
              onChange={() =>
                setParts(parts.includes(part) ? parts.filter((each) => each !== part) : [...parts, part])
              }
            />
            {parts.includes(part) && (
              <pre className={classes.lines} dir="ltr">
                {linesOf(part, facts).join('\n')}
              </pre>
            )}
          </div>
        ))}
      </section>
      <Group justify="space-between" gap={8}>
        <Button
          variant="subtle"
          color="gray"
          disabled={facts.failures.length === 0}
          onClick={() => ignore(empty())}
        >
          {t('empty')}
        </Button>
        <Group gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <Button disabled={parts.length === 0 && words.trim() === ''} onClick={save}>
            {t('save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
