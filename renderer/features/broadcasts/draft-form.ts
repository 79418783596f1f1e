import type { useKeptForm } from '#renderer/ui/index.ts';
import type { DraftValues } from './draft-values.ts';

export type DraftForm = ReturnType<typeof useKeptForm<DraftValues>>['form'];
