import { create } from 'zustand';
import { useSession } from './session.ts';

/** The form in which an enquiry is added; it opens over any room. `contactId`: whose it is, where that is known. */
export const useEnquiryForm = create<{ form: { contactId?: string } | undefined }>(() => ({
  form: undefined,
}));

useSession.subscribe(({ vault: state }) => {
  if (state !== 'unlocked') closeEnquiryForm();
});

export function openEnquiryForm(contactId?: string): void {
  useEnquiryForm.setState({ form: contactId === undefined ? {} : { contactId } });
}

export function closeEnquiryForm(): void {
  useEnquiryForm.setState({ form: undefined });
}
