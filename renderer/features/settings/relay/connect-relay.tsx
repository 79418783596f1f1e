import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

const tokenProblems = new Set(['relay.workspace.token-needed', 'relay.workspace.token-used']);

/** The relay's address, and the operator's token where one is asked for. */
export function ConnectRelay() {
  const { t } = useTranslation('settings');
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [wantsToken, setWantsToken] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function connect(event: React.FormEvent) {
    event.preventDefault();
    if (!URL.canParse(url.trim())) return setProblem({ code: 'url', message: t('urlWrong') });
    setBusy(true);
    const result = await withFactor(() =>
      vault().connectRelay(url.trim(), token.trim() === '' ? undefined : token.trim()),
    );
    setBusy(false);
    if (result.ok) return setProblem(undefined);
    setProblem(result.error);
    if (tokenProblems.has(result.error.code)) setWantsToken(true);
  }

  return (
    <form className={classes.form} onSubmit={(event) => void connect(event)}>
      <TextInput
        label={t('relayUrl')}
        placeholder="https://relay.example.org"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      {wantsToken && (
        <TextInput
          label={t('relayToken')}
          description={t('relayTokenHint')}
          value={token}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
      )}
      <ProblemText problem={problem} />
      <div>
        <Button type="submit" loading={busy}>
          {t('connect')}
        </Button>
      </div>
    </form>
  );
}
