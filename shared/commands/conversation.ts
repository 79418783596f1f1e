export const conversationCommands = [] as const;
