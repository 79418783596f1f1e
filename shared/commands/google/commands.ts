import { googleEventCommands } from './event.ts';
import { googleLinkCommands } from './link.ts';

export const googleCommands = [...googleLinkCommands, ...googleEventCommands] as const;
