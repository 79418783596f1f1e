import { t } from 'i18next';
import { registry } from '#shared/commands/index.ts';
import type { AuditLine } from '#renderer/vault/audit/api.ts';

/** What was done, as it follows on a name: `changed contact`. A title begins with its verb, which is put in the past. */
export function didWords({ entry: { command, of }, reversed }: AuditLine): string {
  if (of !== undefined) return reversalWords(command, reversed);
  const title = registry.get(command)?.title;
  if (title === undefined) return t('audit:unknownCommand', { command });
  const [verb = '', ...rest] = title.split(' ');
  const past = t(`audit:verbs.${verb}`, { defaultValue: '' });
  const words = past === '' ? `“${title}”` : [past, ...rest].join(' ');
  return t(`audit:did.${command}`, { defaultValue: words });
}

/** What the owner calls a command. */
export function titleOf(command: string): string {
  if (command === 'undo' || command === 'redo') return t(`app:${command}`);
  return registry.get(command)?.title ?? command;
}

function reversalWords(command: string, reversed: string | undefined): string {
  const kind = command === 'redo' ? 'redo' : 'undo';
  return reversed === undefined ? t(`audit:${kind}`) : t(`audit:${kind}Of`, { title: titleOf(reversed) });
}
