import { proxy } from 'comlink';
import type { ExportScope } from '#shared/export/scope.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import type { BringInDone } from '#renderer/vault/export/api.ts';
import { withFactor } from './factor.ts';
import { makePdf } from './paper/make-pdf.ts';
import { readTable } from './records.ts';
import { vault } from './vault-client.ts';

type OnProgress = (done: number, total: number) => void;

/** The ZIP as the vault makes it; what was issued is printed here, where its fonts are. */
export function exportData(
  scope: ExportScope,
  { withPdf, onProgress }: { withPdf: boolean; onProgress: OnProgress },
): Promise<Result<ReadableStream<Uint8Array>>> {
  const asPdf = withPdf ? proxy(printed) : undefined;
  return withFactor(() => vault().exportData(scope, asPdf, proxy(onProgress)));
}

export function bringInExport(
  file: Blob,
  replace: boolean,
  onProgress: OnProgress,
): Promise<Result<BringInDone>> {
  return vault().bringInExport(file, replace, proxy(onProgress));
}

async function printed(issuedId: string): Promise<Bytes | undefined> {
  const issued = readTable('issued').get(issuedId);
  if (issued === undefined) return undefined;
  const made = await makePdf(issued, { number: issued.number });
  return made.ok ? new Uint8Array(await made.value.arrayBuffer()) : undefined;
}

/** The browser keeps what comes on the disk as soon as it is much. `undefined` where it broke off. */
export async function gathered(
  stream: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): Promise<Blob | undefined> {
  try {
    const whole = stream.pipeThrough(new TransformStream(), signal && { signal });
    return await new Response(whole, { headers: { 'content-type': 'application/zip' } }).blob();
  } catch {
    return undefined;
  }
}
