export const jobCommands = [] as const;
