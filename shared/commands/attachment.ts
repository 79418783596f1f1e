import type { RecordWriter } from './records.ts';

/** The file of a message that is gone is not kept: wherever its blob lies, it is to be deleted. */
export function forgetFile(draft: RecordWriter, id: string): void {
  const attachment = draft.get('attachments', id);
  if (attachment === undefined || attachment.state === 'removed') return;
  draft.set('attachments', id, 'state', 'removed');
  draft.set('attachments', id, 'removedBlob', attachment.file?.blob);
  draft.set('attachments', id, 'file', undefined);
}
