export const businessCommands = [] as const;
