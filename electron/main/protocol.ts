import type { CustomScheme } from 'electron';
import type { WindowAnswer, WindowFiles } from '#electron/services/window/files.ts';
import { isWindowUrl, windowScheme } from './window-origin.ts';

/** Ordinary web rights (its own storage, workers, fetch), and no way around the content security policy. */
export const windowSchemePrivileges: CustomScheme = {
  scheme: windowScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Answers `app://plumbline/…` from the built window; any other host gets what a missing file gets. */
export async function answerWindowRequest(
  files: WindowFiles,
  request: { method: string; url: string },
): Promise<WindowAnswer> {
  if (!isWindowUrl(request.url)) return files.answer(request.method, '/no such host');
  const { pathname, search } = new URL(request.url);
  return files.answer(request.method, pathname + search);
}
