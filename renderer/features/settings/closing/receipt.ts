import type { TFunction } from 'i18next';
import type { Format } from '#renderer/state/format.ts';
import type { ClosingStep, ClosingView } from '#renderer/vault/closing/api.ts';
import type { Team } from '#renderer/vault/team/api.ts';
import { detailOf, titleOf } from './step-words.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign]!);

interface Receipt {
  business: string;
  closing: ClosingView;
  steps: ClosingStep[];
  team: Team | undefined;
}

/** What was done, when and with which result, as a page that needs nothing else to be read: it outlives the business. */
export function receiptHtml(t: TFunction<'closing'>, format: Format, receipt: Receipt): string {
  const { business, closing, steps, team } = receipt;
  const others = (team?.members ?? []).flatMap(({ name, devices }) =>
    devices.filter(({ self }) => !self).map((device) => `${name} · ${device.name}`),
  );
  const row = (cells: string[]): string =>
    `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  const list = (items: string[]): string =>
    `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  const facts = [
    t('receipt_closed', { when: format.full(closing.at), by: closing.by ?? '' }),
    t('receipt_goes', { when: format.full(closing.closesAt) }),
    t('receipt_workspace', { id: closing.workspace ?? '' }),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(t('receipt_title', { business }))}</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:start;vertical-align:top}</style></head>
<body><h1 dir="auto">${escaped(t('receipt_title', { business }))}</h1>
${facts.map((fact) => `<p>${escaped(fact)}</p>`).join('\n')}
<h2>${escaped(t('steps'))}</h2>
<table><tr>${['when', 'what', 'outcome', 'detail'].map((head) => `<th>${escaped(t(`receipt_head_${head}` as 'receipt_head_when'))}</th>`).join('')}</tr>
${steps.map((step) => row([format.full(step.at), titleOf(t, step), t(`outcome_${step.outcome}`), detailOf(t, format, step)])).join('\n')}</table>
<h2>${escaped(t('receipt_devices'))}</h2>
<p>${escaped(t(others.length === 0 ? 'receipt_noDevices' : 'receipt_devicesText'))}</p>
${others.length === 0 ? '' : list(others)}
<h2>${escaped(t('receipt_notReached'))}</h2>
${list((['exports', 'backups', 'paper', 'phones', 'customers'] as const).map((what) => t(`notReached_${what}`)))}
</body></html>
`;
}
