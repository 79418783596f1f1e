import type { FileRules } from '../files.ts';

const MB = 1024 * 1024;

/** Most servers take 25 MB, and a file grows by a third on its way. */
export const mailFiles: FileRules = {
  limits: { document: 18 * MB },
  kindOf: () => 'document',
  hasCaptions: true,
};
