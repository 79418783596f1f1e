export const channelCommands = [] as const;
