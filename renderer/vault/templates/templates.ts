import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/commands/records.ts';
import type { WhatsappChannel } from '#shared/domain/channel.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

export interface TemplatesDeps {
  bridge: Bridge;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
}

/** Keeps the templates of the connected business accounts as they are at Meta. */
export interface Templates {
  /** Loads each account's list once after the workspace was opened. */
  wake(): void;
  /** Loads the lists again: the owner asks for it, or Meta does not know a template that is here. */
  load(): Promise<Result<{ templates: number }>>;
  /** Loads them again when an event names a template that is not here. */
  eventsChanged(ids: Iterable<string>): void;
}

export function createTemplates({ bridge, records, run }: TemplatesDeps): Templates {
  const loaded = new Set<string>();
  let loading: Promise<Result<{ templates: number }>> | undefined;

  async function loadAccount(channel: WhatsappChannel): Promise<Result<{ templates: number }>> {
    const { graphUrl, phoneNumberId, accessToken, businessAccountId } = channel;
    const account = { graphUrl, phoneNumberId, accessToken };
    loaded.add(businessAccountId);
    const answer = await bridge.call('whatsapp.templates', { account, businessAccountId });
    if (!answer.ok) {
      loaded.delete(businessAccountId);
      return answer;
    }
    const { templates } = answer.value;
    const kept = await run('template.loaded', { businessAccountId, templates });
    return kept.ok ? ok({ templates: templates.length }) : kept;
  }

  async function loadAll(channels: WhatsappChannel[]): Promise<Result<{ templates: number }>> {
    let templates = 0;
    for (const channel of channels) {
      const answer = await loadAccount(channel);
      if (!answer.ok) return answer;
      templates += answer.value.templates;
    }
    return ok({ templates });
  }

  /** One channel for each business account: several numbers share its templates. */
  function accounts(): WhatsappChannel[] {
    const channels = [...records.all('channels')].filter((channel) => channel.kind === 'whatsapp');
    return [...new Map(channels.map((channel) => [channel.businessAccountId, channel])).values()];
  }

  function load(channels = accounts()): Promise<Result<{ templates: number }>> {
    if (channels.length === 0)
      return Promise.resolve(
        problem('channel.missing', 'No WhatsApp number is connected on this device, so nothing was loaded.'),
      );
    loading ??= loadAll(channels).finally(() => (loading = undefined));
    return loading;
  }

  return {
    wake() {
      const missing = accounts().filter(({ businessAccountId }) => !loaded.has(businessAccountId));
      if (missing.length > 0) drop(load(missing));
    },
    load: () => load(),
    eventsChanged(ids) {
      for (const id of ids) {
        const event = records.get('accountEvents', id);
        if (event?.field === 'message_template_status_update' && !isKnown(event.raw)) return drop(load());
      }
    },
  };

  function isKnown(raw: unknown): boolean {
    const name = (raw as { message_template_name?: unknown } | null)?.message_template_name;
    return accounts().length === 0 || [...records.all('messageTemplates')].some((one) => one.name === name);
  }
}
