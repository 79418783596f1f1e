export const aiCommands = [] as const;
