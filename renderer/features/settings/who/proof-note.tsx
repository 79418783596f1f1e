import { Alert, List } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOfLog } from '#renderer/state/audit.ts';
import { useFormat } from '#renderer/state/format.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { AuditProof } from '#renderer/vault/audit/api.ts';
import { monthWords } from './month-words.ts';
import { useLineWords } from './use-line-words.ts';
import classes from './who.module.css';

const askProof = () => vault().auditProof();

/** What of the log is verified, and what of it is not as it should be. */
export function ProofNote() {
  const { t } = useTranslation('audit');
  const { locale } = useFormat();
  const proof = useOfLog(askProof);
  const flaws = useFlaws(proof);
  if (proof === undefined) return null;
  const months = (all: string[]) => all.map((month) => monthWords(month, locale)).join(', ');
  const closed = proof.closed.length > 0 && <div>{t('proof.closed', { months: months(proof.closed) })}</div>;
  if (flaws.length > 0)
    return (
      <Alert color="red" my={12} title={t('proof.flawed')}>
        <List size="sm">
          {flaws.map((flaw) => (
            <List.Item key={flaw}>{flaw}</List.Item>
          ))}
        </List>
        {closed}
      </Alert>
    );
  return (
    <div className={classes.proof}>
      <IconShieldCheck size={18} stroke={1.5} aria-hidden className={classes.good} />
      <div>
        <strong>{proof.lines === 0 ? t('proof.none') : t('proof.whole', { count: proof.lines })}</strong>
        {proof.lines > 0 && <div className={classes.quiet}>{t('proof.wholeText')}</div>}
        <div className={classes.quiet}>{closed}</div>
      </div>
    </div>
  );
}

/** All that is not as it should be, in sentences. */
function useFlaws(proof: AuditProof | undefined): string[] {
  const { t } = useTranslation('audit');
  const { locale } = useFormat();
  const words = useLineWords();
  if (proof === undefined) return [];
  const counted = (['byOthers', 'unknown', 'refused', 'unreadable'] as const).flatMap((kind) =>
    proof[kind] > 0 ? [t(`proof.${kind}`, { count: proof[kind] })] : [],
  );
  const doubts = proof.doubts.map(({ kind, deviceId }) =>
    t(`proof.${doubtWords[kind]}`, {
      device: deviceId === undefined ? t('formerDevice') : words.device(deviceId),
    }),
  );
  const months = proof.missing.map((month) => monthWords(month, locale)).join(', ');
  const devices = proof.incomplete.map(words.device).join(', ');
  return [
    ...counted,
    ...doubts,
    ...(months === '' ? [] : [t('proof.missing', { months })]),
    ...(devices === '' ? [] : [t('proof.incomplete', { devices })]),
  ];
}

const doubtWords = {
  forked: 'forked',
  disproved: 'disproved',
  refused: 'refusedOf',
  invented: 'invented',
  'taken-away': 'takenAway',
} as const;
