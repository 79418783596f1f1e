import { googleEventCommands } from './event.ts';
import { googleLinkCommands } from './link.ts';
import { googleSheetCommands } from './sheet.ts';

export const googleCommands = [
  ...googleLinkCommands,
  ...googleEventCommands,
  ...googleSheetCommands,
] as const;
