import { telegramAlertCommands } from './alert.ts';
import { telegramBotCommands } from './bot.ts';
import { telegramPairingCommands } from './pairing.ts';
import { telegramPressCommands } from './press.ts';

export const telegramCommands = [
  ...telegramBotCommands,
  ...telegramPairingCommands,
  ...telegramAlertCommands,
  ...telegramPressCommands,
] as const;
