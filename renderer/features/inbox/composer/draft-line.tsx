import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { Shortcut } from '#renderer/ui/index.ts';
import { citationTarget } from './citations.ts';
import { acceptDraft, dismissDraft } from './draft.ts';
import { WhatLeaves } from './what-leaves.tsx';
import type { Unsent } from './unsent.ts';
import classes from './composer.module.css';

/** Under the proposal: who wrote it, what it rests on, what to check, and how to take it over. */
export function DraftLine({ conversationId, unsent }: { conversationId: string; unsent: Unsent }) {
  const { t } = useTranslation('inbox');
  const { draft, text, fromDraft } = unsent;
  if (draft === undefined) return null;
  const { done, running } = draft;
  const waiting = text === '' && draft.text !== '' && !running;
  return (
    <div className={classes.draft} id="inbox-draft" aria-live="polite">
      <span className={classes.source}>{sourceWords()}</span>
      {done?.citations.map((citation) => (
        <Citation key={citation} citation={citation} />
      ))}
      {waiting && (
        <>
          <Button
            size="compact-xs"
            variant="default"
            rightSection={<Shortcut keys="Tab" />}
            onClick={() => acceptDraft(conversationId)}
          >
            {t('useDraft')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => ignore(dismissDraft(conversationId))}
          >
            {t('dismissDraft')}
          </Button>
        </>
      )}
      {!running && <WhatLeaves conversationId={conversationId} receipts={done?.receipts ?? []} />}
      {fromDraft === true && text !== '' && <span>{t('editBeforeSending')}</span>}
      {done?.note !== undefined && <p className={classes.remark}>{done.note}</p>}
      {done?.machineRead === true && <p className={classes.remark}>{t('draftFromSound')}</p>}
      {done?.warnings.map((warning) => (
        <p key={`${warning.kind} ${warning.text}`} className={classes.warning}>
          {t(`warning.${warning.kind}`, { what: t(`claim.${warning.what ?? 'text'}`), text: warning.text })}
        </p>
      ))}
    </div>
  );

  function sourceWords(): string {
    if (running) return t('drafting');
    if (done?.stopped === true) return t('stopped');
    if (done?.source !== 'model') return t('byBasic');
    return t(done.place === 'remote' ? 'byRemote' : 'byModel', {
      model: done.model,
      provider: done.provider,
    });
  }
}

/** A record that the proposal rests on; opens it. */
function Citation({ citation }: { citation: string }) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const { label, open } = citationTarget(citation, t);
  if (open === undefined) return <span className={classes.chip}>{label}</span>;
  return (
    <button type="button" className={classes.chip} onClick={() => ignore(open(navigate))}>
      {label}
    </button>
  );
}
