import { useCallback, useState } from 'react';
import { Button, Switch, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Networks } from '#shared/sync/membership.ts';
import { useAnswer } from '#renderer/state/answer.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog, Section } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import settingsClasses from '../settings.module.css';

interface NetworksProps {
  networks: Networks | undefined;
  canChange: boolean;
}

/** From where managers may connect, and owners where they want it: signed for the relay. */
export function NetworksSection({ networks, canChange }: NetworksProps) {
  const { t } = useTranslation('access');
  const [text, setText] = useState(networks?.ranges.join('\n') ?? '');
  const [owners, setOwners] = useState(networks?.owners === true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const isWrong = problem?.code === 'networks.wrong' || problem?.code === 'networks.many';
  const isOutside = problem?.code === 'networks.outside';

  async function save(isSure: boolean) {
    setBusy(true);
    const wish = { ranges: text.split('\n'), owners, isSure };
    const saved = await withFactor(() => vault().setNetworks(wish));
    setBusy(false);
    setProblem(saved.ok ? undefined : saved.error);
    if (saved.ok) showDone(t('networks.saved'));
  }

  return (
    <Section title={t('networks.title')} hint={t('networks.hint')}>
      <form
        className={settingsClasses.form}
        onSubmit={(event) => {
          event.preventDefault();
          ignore(save(false));
        }}
      >
        <Textarea
          autosize
          minRows={2}
          maxRows={12}
          dir="ltr"
          label={t('networks.ranges')}
          description={t('networks.rangesHint')}
          placeholder={t('networks.everywhere')}
          value={text}
          readOnly={!canChange}
          error={isWrong ? `${problem.message} ${problem.remedy ?? ''}` : undefined}
          onChange={({ currentTarget: { value } }) => {
            setProblem(undefined);
            setText(value);
          }}
        />
        {canChange && (
          <Here onAdd={(address) => setText((before) => `${before.trim()}\n${address}`.trim())} />
        )}
        <Switch
          label={t('networks.owners')}
          description={t('networks.ownersHint')}
          checked={owners}
          disabled={!canChange}
          onChange={({ currentTarget: { checked } }) => setOwners(checked)}
        />
        {!isWrong && !isOutside && <ProblemText problem={problem} />}
        <div className={settingsClasses.line}>
          <Button type="submit" size="xs" loading={busy} disabled={!canChange}>
            {t('networks.save')}
          </Button>
        </div>
      </form>
      {isOutside && (
        <ConfirmDialog
          opened
          danger
          title={t('networks.outsideTitle')}
          confirmLabel={t('networks.sure')}
          onConfirm={() => ignore(save(true))}
          onCancel={() => setProblem(undefined)}
        >
          {t('networks.outsideText', { why: problem.message })}
        </ConfirmDialog>
      )}
    </Section>
  );
}

function Here({ onAdd }: { onAdd: (address: string) => void }) {
  const { t } = useTranslation('access');
  const here = useAnswer(useCallback(() => vault().addressHere(), []));
  if (here?.ok !== true || here.value === '') return null;
  return (
    <div className={settingsClasses.line}>
      <span className={settingsClasses.muted}>{t('networks.here', { address: here.value })}</span>
      <Button size="compact-sm" variant="default" onClick={() => onAdd(here.value)}>
        {t('networks.add')}
      </Button>
    </div>
  );
}
