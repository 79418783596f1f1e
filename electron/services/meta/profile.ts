import { z } from 'zod';
import type { CallResult, PageAccount } from '#shared/bridge/contract.ts';
import { optionalText } from '#shared/channels/meta/items.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { readAnswer } from './answers.ts';
import type { Graph } from './graph.ts';

const longestName = 200;

/** Instagram gives one name, Messenger two parts of it. */
const profileSchema = z
  .looseObject({
    name: optionalText,
    username: optionalText,
    first_name: optionalText,
    last_name: optionalText,
  })
  .transform(({ name, username, first_name: first, last_name: last }) => {
    const whole = name ?? [first, last].filter(Boolean).join(' ');
    return given({ name: fitting(whole), username: fitting(username) });
  });

/** What somebody who wrote calls themselves. Who keeps it to themselves, or from this app, has none: no fault. */
export async function readProfile(
  graph: Graph,
  account: PageAccount,
  scopedId: string,
): Promise<Result<CallResult<'channel.profile'>>> {
  const fields = account.kind === 'instagram' ? 'name,username' : 'first_name,last_name';
  const answer = readAnswer(await graph(account, { path: `/${scopedId}?fields=${fields}` }), profileSchema);
  return !answer.ok && answer.error.code === 'channel.refused' ? ok({}) : answer;
}

function fitting(text: string | undefined): string | undefined {
  const trimmed = text?.trim().slice(0, longestName).toWellFormed();
  return trimmed === '' ? undefined : trimmed;
}
