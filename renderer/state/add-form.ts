import { create } from 'zustand';
import { useSession } from './session.ts';

/** A form that adds a record and opens over any room. `contactId`: whose it is, where that is known. */
export interface AddForm {
  of: 'enquiry' | 'job';
  contactId?: string;
}

export const useAddForm = create<{ form: AddForm | undefined }>(() => ({ form: undefined }));

useSession.subscribe(({ vault: state }) => {
  if (state !== 'unlocked') closeAddForm();
});

export function openAddForm(of: AddForm['of'], contactId?: string): void {
  useAddForm.setState({ form: { of, ...(contactId !== undefined && { contactId }) } });
}

export function closeAddForm(): void {
  useAddForm.setState({ form: undefined });
}
