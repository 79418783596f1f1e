import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type PrivacyRequest, publishedState } from '#shared/domain/privacy-request.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { Section, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import classes from './requests.module.css';

/** What the page of a request that came through Meta shows to who asked, and whether the relay has it. */
export function StatusPage({ request, mayChange }: { request: PrivacyRequest; mayChange: boolean }) {
  const { t } = useTranslation('requests');
  const { id, published } = request;
  const { form, forget } = useKeptForm(`page ${id}`, {
    initialValues: { words: published?.words ?? '' },
    validate: {},
  });

  async function publish({ words }: typeof form.values) {
    const done = await run('privacyRequest.publish', { id, words });
    if (!done.ok) return takeFieldProblems(form, done.error);
    forget();
  }

  return (
    <Section title={t('page')} hint={t('pageHint')}>
      <Shown request={request} />
      {mayChange && (
        <form onSubmit={form.onSubmit(publish)}>
          <Stack gap={12} my={8}>
            <p className={classes.text}>
              {t('pageNext', { says: t(`pageSays.${publishedState(request)}`) })}
            </p>
            <Textarea
              label={t('pageWords')}
              description={t('pageWordsHint')}
              autosize
              minRows={2}
              maxLength={1000}
              {...form.getInputProps('words')}
            />
            <Group justify="flex-end">
              <Button type="submit" variant="default" loading={form.submitting}>
                {t('publish')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Section>
  );
}

function Shown({ request: { published, delivered } }: { request: PrivacyRequest }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  if (published === undefined) return <p className={classes.quiet}>{t('pageNothing')}</p>;
  const isAnswered = delivered?.at === published.at;
  const key = !isAnswered ? 'pageOnItsWay' : delivered.isTaken ? 'pageShown' : 'pageUnknown';
  return (
    <>
      <p className={classes.quiet}>{t(key, { time: format.dayAndTime(published.at) })}</p>
      <p className={classes.quoted} dir="auto">
        {t(`pageSays.${published.state}`)} <bdi>{published.words}</bdi>
      </p>
    </>
  );
}
