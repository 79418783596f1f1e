import { defaultAutopilot } from '#shared/domain/autopilot.ts';
import type { AutopilotSettings } from '#shared/domain/autopilot.ts';
import { useRecord } from './records.ts';

/** How far the assistant may go by itself. */
export function useAutopilot(): AutopilotSettings {
  return useRecord('aiSettings', 'ai')?.autopilot ?? defaultAutopilot;
}
