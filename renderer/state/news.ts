import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import { create } from 'zustand';
import type { NewsDecision } from '#shared/domain/news/decision.ts';
import { isMaterial, news, type NewsEntry } from '#shared/domain/news/news.ts';
import { parseJson } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import { useAnswer } from './answer.ts';
import { useTable } from './records.ts';
import { vault } from './vault-client.ts';

const storageKey = 'plumbline-news-seen';
const seenSchema = z.array(z.string());

/** The ids of what this window has shown. Of a first installation everything: nothing is news to it. */
export const useSeenNews = create<{ seen: readonly string[] }>(() => ({ seen: readSeen() }));

function readSeen(): readonly string[] {
  const stored = seenSchema.safeParse(parseJson(localStorage.getItem(storageKey) ?? ''));
  return stored.success ? stored.data : keep(news);
}

/** Notes that somebody has looked at these, or does not want to. */
export function noteSeen(entries: readonly NewsEntry[]): void {
  useSeenNews.setState({ seen: keep(entries) });
}

function keep(entries: readonly NewsEntry[]): readonly string[] {
  const seen = entries.map(({ id }) => id);
  localStorage.setItem(storageKey, JSON.stringify(seen));
  return seen;
}

/** What an owner has said to each entry that has to be agreed to, by its id; `undefined` until the vault has told. */
export function useNewsDecisions(
  entries: readonly NewsEntry[],
): ReadonlyMap<string, NewsDecision | undefined> | undefined {
  const told = useTable('newsDecisions');
  const material = useMemo(() => entries.filter(isMaterial), [entries]);
  const ask = useCallback(async () => {
    const found = material.map(async ({ id }) => [id, await vault().newsDecision(id)] as const);
    return ok(new Map(await Promise.all(found)));
    // oxlint-disable-next-line react/exhaustive-deps -- another decision in the table is why it asks again
  }, [material, told]);
  const answer = useAnswer(ask);
  return answer?.ok === true ? answer.value : undefined;
}
