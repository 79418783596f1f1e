import { z } from 'zod';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';

type Template = CallResult<'channel.templates'>['templates'][number];

const templateSchema = z
  .looseObject({
    id: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
    name: z.string().min(1).max(512),
    language: z.string().min(1).max(40),
    category: z.string().max(40).catch('UNKNOWN'),
    status: z.string().max(40),
    components: z.array(z.record(z.string(), z.unknown())).max(20).catch([]),
  })
  .transform(({ id, name, language, category, status, components }): Template => {
    const fields = { name, language, category, status, components };
    return id === undefined || id.length > 64 ? fields : { ...fields, externalId: id };
  });

export const templatePageSchema = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({
      cursors: z.looseObject({ after: z.string().optional() }).optional(),
      next: z.string().optional(),
    })
    .optional(),
});
type Page = z.infer<typeof templatePageSchema>;

/** Meta allows 6,000 templates in an account; this many pages of 100 are enough, and an end for a loop. */
const mostPages = 100;

/**
 * Reads the whole list, page by page. `ask` takes a path within the business account. The address of the next
 * page that Meta gives holds the token, so only its cursor is used.
 */
export async function readTemplates(
  ask: (path: string) => Promise<Result<Page>>,
): Promise<Result<CallResult<'channel.templates'>>> {
  const templates: Template[] = [];
  const query = new URLSearchParams({ fields: 'name,category,status,language,components', limit: '100' });
  for (let page = 0; page < mostPages; page++) {
    const answer = await ask(`message_templates?${query.toString()}`);
    if (!answer.ok) return answer;
    const { data, paging } = answer.value;
    for (const item of data) {
      const template = templateSchema.safeParse(item).data;
      if (template !== undefined) templates.push(template);
    }
    const after = paging?.cursors?.after;
    if (paging?.next === undefined || after === undefined) break;
    query.set('after', after);
  }
  return ok({ templates });
}
