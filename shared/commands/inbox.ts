export const inboxCommands = [] as const;
