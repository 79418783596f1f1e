import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { WhatsappChannel } from '#shared/domain/channel.ts';
import { messageTemplateId } from '#shared/domain/message-template.ts';
import { templateBody, type TemplateDraft, templateDraftProblem } from '#shared/domain/template-draft.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { accountOf } from '../channels/accounts.ts';

export interface TemplatesDeps {
  bridge: Bridge;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  /** How long to wait after the first, second, … failure, in milliseconds. The last one stays. */
  pauses?: readonly number[];
}

type Loaded = Result<{ templates: number }>;

const minute = 60_000;
const usualPauses = [minute / 6, minute, 5 * minute, 30 * minute];

/** Keeps the templates of the connected business accounts as they are at Meta. */
export interface Templates {
  /** Loads each account's list once after the workspace was opened, and again and again until that worked. */
  wake(): void;
  /** Loads the lists again: the owner asks for it, or Meta does not know a template that is here. */
  load(): Promise<Loaded>;
  /** Hands a template in at the business account of one of the numbers (Meta's id). */
  submit(accountId: string, draft: TemplateDraft): Promise<Result<{ id: string }>>;
}

export function createTemplates(deps: TemplatesDeps): Templates {
  const { bridge, records, run, pauses = usualPauses } = deps;
  /** Accounts whose list is as Meta has it, as far as this device knows. */
  const loaded = new Set<string>();
  const { work } = deps;
  let loading: Promise<Loaded> | undefined;
  let failures = 0;
  const alarm = work.alarm(loadMissing);

  async function loadAccount(channel: WhatsappChannel): Promise<Loaded> {
    const { businessAccountId } = channel;
    loaded.delete(businessAccountId);
    const answer = await bridge.call('channel.templates', { account: accountOf(channel) });
    if (work.isOver) return problem('vault.locked', 'Plumbline is locked.');
    if (!answer.ok) {
      await run('template.loadFailed', { businessAccountId, message: answer.error.message.slice(0, 500) });
      return answer;
    }
    const { templates } = answer.value;
    const kept = await run('template.loaded', { businessAccountId, templates });
    if (!kept.ok) return kept;
    loaded.add(businessAccountId);
    return ok({ templates: templates.length });
  }

  /** One that fails keeps none of the others back. */
  async function loadAll(channels: WhatsappChannel[]): Promise<Loaded> {
    const answers: Loaded[] = [];
    for (const channel of channels) answers.push(await loadAccount(channel));
    failures = missing().length === 0 ? 0 : failures + 1;
    return answers.find(({ ok: worked }) => !worked) ?? ok({ templates: sum(answers) });
  }

  /** One channel for each business account: several numbers share its templates. */
  function accounts(): WhatsappChannel[] {
    const channels = [...records.all('channels')].filter((channel) => channel.kind === 'whatsapp');
    return [...new Map(channels.map((channel) => [channel.businessAccountId, channel])).values()];
  }

  function missing(): WhatsappChannel[] {
    return accounts().filter(({ businessAccountId }) => !loaded.has(businessAccountId));
  }

  function load(channels = accounts()): Promise<Loaded> {
    if (channels.length === 0)
      return Promise.resolve(
        problem('channel.missing', 'No WhatsApp number is connected on this device, so nothing was loaded.'),
      );
    alarm.clear();
    loading ??= work.track(
      loadAll(channels).finally(() => {
        loading = undefined;
        if (failures > 0) alarm.reset(pauses[Math.min(failures, pauses.length) - 1]!);
      }),
    );
    return loading;
  }

  function loadMissing(): void {
    const channels = missing();
    if (!work.isOver && channels.length > 0) ignore(load(channels));
  }

  // An event may name a template that is not here.
  deps.changes.on(['accountEvents'], (ids) => {
    for (const id of ids) {
      const event = records.get('accountEvents', id);
      if (event?.field === 'message_template_status_update' && !isKnown(event.raw)) return ignore(load());
    }
  });
  async function submit(accountId: string, draft: TemplateDraft): Promise<Result<{ id: string }>> {
    const channel = [...records.all('channels')].find(
      (each) => each.kind === 'whatsapp' && each.phoneNumberId === accountId,
    );
    if (channel?.kind !== 'whatsapp')
      return problem(
        'channel.missing',
        'This number is not connected on this device. Nothing was handed in.',
      );
    const wrong = templateDraftProblem(draft);
    if (wrong !== undefined)
      return err({
        code: 'template.unfit',
        message: wrong.message,
        fields: [{ path: [wrong.field], message: wrong.message }],
      });
    const template = templateBody(draft);
    const answer = await bridge.call('channel.submitTemplate', { account: accountOf(channel), template });
    if (!answer.ok) return answer;
    const { name, language, components } = template;
    const { externalId, status, category = template.category } = answer.value;
    const { businessAccountId } = channel;
    const submitted = { businessAccountId, externalId, name, language, category, status, components };
    const noted = await run('template.submitted', submitted);
    return noted.ok ? ok({ id: messageTemplateId(businessAccountId, name, language) }) : noted;
  }

  return { wake: loadMissing, load: () => load(), submit };

  function isKnown(raw: unknown): boolean {
    const name = (raw as { message_template_name?: unknown } | null)?.message_template_name;
    return accounts().length === 0 || [...records.all('messageTemplates')].some((one) => one.name === name);
  }
}

function sum(answers: Loaded[]): number {
  return answers.reduce((total, answer) => total + (answer.ok ? answer.value.templates : 0), 0);
}
