import type { Command } from './command.ts';

/** All commands by name. Two of one name would be a bug. */
export function createRegistry(commands: readonly Command[]): Map<string, Command> {
  const registry = new Map<string, Command>();
  for (const command of commands) {
    if (registry.has(command.name)) throw new Error(`The command ${command.name} is defined twice`);
    registry.set(command.name, command);
  }
  return registry;
}
