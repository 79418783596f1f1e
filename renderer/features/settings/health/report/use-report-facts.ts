import { useCallback } from 'react';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { useAnswer } from '#renderer/state/answer.ts';
import { readTable } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { bridge, vault } from '#renderer/state/vault-client.ts';
import type { ReportFacts } from './problem-report.ts';

/** What a report may say of this device now. */
export function useReportFacts(): Result<ReportFacts> | undefined {
  const reach = useSession(({ sync }) => `${sync.connection}, ${sync.reach}`);
  return useAnswer(useCallback(() => gather(reach), [reach]));
}

async function gather(sync: string): Promise<Result<ReportFacts>> {
  const [info, log, health] = await Promise.all([
    bridge().call('shell.info', {}),
    bridge().call('failures.list', {}),
    vault().health(),
  ]);
  if (!info.ok) return info;
  if (!log.ok) return log;
  const names = Object.keys(collections) as CollectionName[];
  return ok({
    now: Date.now(),
    program: { version: info.value.version, shell: info.value.shell },
    device: {
      browser: navigator.userAgent,
      languages: navigator.languages,
      cores: navigator.hardwareConcurrency,
      window: `${innerWidth} x ${innerHeight}, ${devicePixelRatio} dots a pixel`,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    counts: Object.fromEntries(names.map((name) => [name, readTable(name).size])),
    health,
    sync,
    failures: log.value.failures,
  });
}
