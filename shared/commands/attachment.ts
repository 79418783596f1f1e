import type { RecordWriter } from '#shared/records/writer.ts';

/** The file of a message that is gone is not kept: wherever its blob lies, it is to be deleted. */
export function forgetFile(draft: RecordWriter, id: string): void {
  const attachment = draft.get('attachments', id);
  if (attachment === undefined || attachment.state === 'removed') return;
  draft.assign('attachments', id, { state: 'removed', removedBlob: attachment.file?.blob });
  draft.unset('attachments', id, 'file');
}
