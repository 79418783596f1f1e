import { presets, type Role } from '#shared/domain/roles.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { ownerRole } from '#shared/sync/membership.ts';
import { accessByTag } from '../keys/keybag.ts';
import { firstOf } from '../keys/memberships.ts';
import { keysOfWords } from '../keys/recovery-words.ts';
import type { HandoverView, PassedOn } from './api.ts';
import { nextMembership } from './change.ts';
import { agreementOf, isAgreed, passedOn } from './handover.ts';
import { noRelay } from './pairings.ts';
import type { OwnersTeam, TeamDeps } from './team.ts';

/** How a business passes to another member: proposed by its owner, agreed to by them, and done by the owner's words. */
export interface Handovers {
  propose(to: string, stays: Role | undefined): Promise<Result<void>>;
  withdraw(): Promise<Result<void>>;
  /** With new words, which the successor has written down. */
  agree(words: string[]): Promise<Result<void>>;
  refuse(): Promise<Result<void>>;
  /** With the words of before, which open and sign nothing more afterwards. */
  handOver(words: string[]): Promise<Result<void>>;
  view(): Promise<HandoverView | undefined>;
  passedOn(): PassedOn | undefined;
  /** The books tell of a proposal, or of its end, that the team as it is known here does not. */
  isBehind(): boolean;
}

export function createHandovers(
  deps: Pick<
    TeamDeps,
    'crypto' | 'keyring' | 'records' | 'run' | 'now' | 'client' | 'lastHeads' | 'onChange'
  > & {
    make: OwnersTeam['make'];
  },
): Handovers {
  const { crypto, keyring, records, run } = deps;
  const proposed = () => keyring.roster.record.handover;
  const known = () => records.get('handovers', proposed()?.id ?? '');

  async function propose(to: string, stays: Role | undefined): Promise<Result<void>> {
    const { keybag } = keyring;
    const from = keybag.memberId;
    const at = deps.now();
    const id = newId(crypto);
    const isMember = keyring.roster.record.members.some((one) => one.id === to && one.role !== ownerRole);
    if (!isMember || stays === ownerRole) return noSuccessor;
    if (deps.client() === undefined) return noRelay();
    const role = stays && { role: stays, access: await accessByTag(crypto, keybag, presets[stays]) };
    const handover = { id, at, from, to, ...(role && { stays: role }) };
    const made = await deps.make((team) => nextMembership(crypto, team.keybag, team.roster, { handover }));
    return made.ok ? noted('handover.propose', { id, from, to, stays, createdAt: at }) : made;
  }

  async function noted(...[name, args]: Parameters<TeamDeps['run']>): Promise<Result<void>> {
    const done = await run(name, args);
    deps.onChange();
    return done.ok ? ok() : done;
  }

  async function withdraw(): Promise<Result<void>> {
    const id = proposed()?.id;
    if (id === undefined) return ok();
    const made = await deps.make((team) =>
      nextMembership(crypto, team.keybag, team.roster, { handover: null }),
    );
    return made.ok ? noted('handover.withdraw', { id }) : made;
  }

  /** Who proposes is here in the signed record; how the other side answered is in the books. */
  async function agree(words: string[]): Promise<Result<void>> {
    const keys = await keysOfWords(crypto, words);
    if (!keys.ok) return keys;
    const id = proposed()?.id ?? '';
    const agreement = await agreementOf(crypto, keyring, keys.value, deps.now());
    if (!agreement.ok) return agreement;
    // The note of the proposal may come later than the proposal.
    if (known() === undefined) return notHereYet;
    return noted('handover.agree', { id, agreement: agreement.value });
  }

  async function handOver(words: string[]): Promise<Result<void>> {
    const client = deps.client();
    if (client === undefined) return noRelay();
    const keys = await keysOfWords(crypto, words);
    if (!keys.ok) return keys;
    // A reset stands above what other devices have changed: it is made on top of all that the relay knows.
    await client.refreshMembership();
    const { agreement, refusedAt, withdrawnAt } = known() ?? {};
    const { from } = proposed() ?? {};
    if (agreement === undefined || refusedAt !== undefined || withdrawnAt !== undefined) return notYetAgreed;
    if (from !== keyring.keybag.memberId) return notYours;
    const own = keyring.roster.record.devices.filter(({ memberId }) => memberId === from);
    const heads = await deps.lastHeads(own.map(({ id }) => id));
    const made = await deps.make((team) => passedOn(crypto, team, { words: keys.value, agreement, heads }));
    deps.onChange();
    return made;
  }

  const nameOf = (id: string): string => records.get('members', id)?.name ?? '';

  return {
    propose,
    withdraw,
    agree,
    refuse: () => noted('handover.refuse', { id: proposed()?.id ?? '' }),
    handOver,
    async view() {
      const handover = proposed();
      if (handover === undefined) return undefined;
      const { id, at, from, to, stays } = handover;
      const { agreement, refusedAt } = known() ?? {};
      const { memberId } = keyring.keybag;
      const answer = async (): Promise<HandoverView['answer']> => {
        if (refusedAt !== undefined) return 'refused';
        if (agreement === undefined) return 'open';
        return (await isAgreed(crypto, keyring.roster, agreement)) ? 'agreed' : 'outdated';
      };
      return {
        id,
        at,
        from: nameOf(from),
        to: nameOf(to),
        stays: stays?.role as Role | undefined,
        side: memberId === from ? 'from' : memberId === to ? 'to' : 'other',
        answer: await answer(),
      };
    },
    isBehind: () =>
      [...records.all('handovers')].some(
        ({ id, withdrawnAt, doneAt }) =>
          (withdrawnAt === undefined && doneAt === undefined) !== (id === proposed()?.id),
      ),
    passedOn() {
      const { reset } = firstOf(keyring.keybag).record;
      if (reset?.why !== 'handed-over') return undefined;
      const { from = '', to = '', at } = reset;
      const note = [...records.all('handovers')].find(
        (one) => one.from === from && one.to === to && one.agreement?.at === at,
      );
      return {
        at,
        from: note?.fromName ?? '',
        to: nameOf(to) || (note?.toName ?? ''),
        isOwn: to === keyring.keybag.memberId,
      };
    },
  };
}

const noSuccessor = problem(
  'team.no-successor',
  'The business can pass to somebody who is in the team and not an owner yet. Nothing was changed.',
  'Invite them first.',
);
const notHereYet = problem(
  'team.not-here-yet',
  'What belongs to this proposal has not arrived yet. Nothing was changed.',
  'Try again in a moment.',
);
const notYetAgreed = problem(
  'team.not-agreed',
  'The other side has not agreed. Nothing was changed.',
  'Ask them to look at Settings → Team.',
);
const notYours = problem(
  'team.not-yours',
  'Another owner has proposed this. Nothing was changed.',
  'Withdraw it, and propose anew.',
);
