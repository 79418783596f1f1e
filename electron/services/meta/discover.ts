import { z } from 'zod';
import type { CallResult } from '#shared/bridge/contract.ts';
import { optionalText } from '#shared/channels/meta/items.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { readAnswer } from './answers.ts';
import type { Graph, GraphAccess } from './graph.ts';

type Discovered = CallResult<'channel.discover'>;
type Found = Discovered['found'][number];

const idSchema = z.union([z.string().regex(/^[\w-]{1,64}$/), z.number()]).transform(String);
/** What of a list does not fit is left out, and only that. */
function listOf<Item>(item: z.ZodType<Item>): z.ZodType<Item[]> {
  return z
    .looseObject({ data: z.array(z.unknown()) })
    .transform(({ data }) => data.flatMap((each) => item.safeParse(each).data ?? []));
}

const meSchema = z.looseObject({ id: idSchema, name: optionalText });
const instagramSchema = z.looseObject({ id: idSchema, username: optionalText }).optional().catch(undefined);
const pageSchema = z.looseObject({
  id: idSchema,
  name: optionalText,
  access_token: optionalText,
  instagram_business_account: instagramSchema,
});
type Page = z.infer<typeof pageSchema>;
const namedSchema = z.looseObject({ id: idSchema, name: optionalText });
const numberSchema = z.looseObject({
  id: idSchema,
  display_phone_number: optionalText,
  verified_name: optionalText,
});
const permissionSchema = z.looseObject({ permission: z.string().max(100), status: z.string() });

const pageFields = 'id,name,instagram_business_account{id,username}';
/** As many of each as anybody has to choose from. */
const most = 100;

/** What a token opens: the numbers, pages and Instagram accounts behind it, and what it is allowed. */
export async function discover(graph: Graph, access: GraphAccess): Promise<Result<Discovered>> {
  const ask = async <Value>(path: string, schema: z.ZodType<Value>): Promise<Result<Value>> =>
    readAnswer(await graph(access, { path }), schema);
  /** What this token is not told is as if there were none. */
  const list = async <Item>(path: string, item: z.ZodType<Item>): Promise<Item[]> => {
    const answer = await ask(path, listOf(item));
    return answer.ok ? answer.value : [];
  };

  const me = await ask('/me?fields=id,name', meSchema);
  if (!me.ok) return me;
  const granted = await ask('/me/permissions', listOf(permissionSchema));
  const found = [...(await numbers()), ...(await pages())];
  const permissions = granted.ok
    ? granted.value.filter(({ status }) => status === 'granted').map(({ permission }) => permission)
    : undefined;
  return ok({ ...given({ name: me.value.name, permissions }), found });

  async function numbers(): Promise<Found[]> {
    const { id } = (me as { value: z.infer<typeof meSchema> }).value;
    const fields = `fields=id,name&limit=${most}`;
    const assigned = await list(`/${id}/assigned_whatsapp_business_accounts?${fields}`, namedSchema);
    const accounts = assigned.length > 0 ? assigned : await ofBusinesses(fields);
    const once = [...new Map(accounts.map((account) => [account.id, account])).values()];
    const lists = await Promise.all(
      once.slice(0, most).map(async (account) => {
        const path = `/${account.id}/phone_numbers?fields=id,display_phone_number,verified_name&limit=${most}`;
        return (await list(path, numberSchema)).map((number): Found => ({
          kind: 'whatsapp',
          name: nameOf(number.verified_name ?? account.name, 'WhatsApp'),
          ...given({ number: number.display_phone_number?.slice(0, 40) }),
          phoneNumberId: number.id,
          businessAccountId: account.id,
        }));
      }),
    );
    return lists.flat();
  }

  async function ofBusinesses(fields: string) {
    const businesses = await list(`/me/businesses?${fields}`, namedSchema);
    const edges = ['owned_whatsapp_business_accounts', 'client_whatsapp_business_accounts'];
    const paths = businesses
      .slice(0, most)
      .flatMap(({ id }) => edges.map((edge) => `/${id}/${edge}?${fields}`));
    return (await Promise.all(paths.map((path) => list(path, namedSchema)))).flat();
  }

  async function pages(): Promise<Found[]> {
    const own = await list(`/me/accounts?fields=${pageFields},access_token&limit=${most}`, pageSchema);
    if (own.length > 0) return own.flatMap((page) => ofPage(page, page.access_token ?? access.accessToken));
    // The token may be a page's own: a person has no category, and Meta refuses to tell of one.
    const page = await ask(`/me?fields=${pageFields},category`, pageSchema);
    return page.ok ? ofPage(page.value, access.accessToken) : [];
  }
}

function ofPage(
  { id: pageId, name, instagram_business_account: instagram }: Page,
  accessToken: string,
): Found[] {
  const page: Found = { kind: 'messenger', name: nameOf(name, 'Facebook'), pageId, accessToken };
  if (instagram === undefined) return [page];
  const { id: instagramId, username } = instagram;
  const own = username === undefined ? name : `@${username}`;
  return [page, { kind: 'instagram', name: nameOf(own, 'Instagram'), pageId, instagramId, accessToken }];
}

function nameOf(name: string | undefined, otherwise: string): string {
  const short = name?.trim().slice(0, 100).toWellFormed();
  return short === undefined || short === '' ? otherwise : short;
}
