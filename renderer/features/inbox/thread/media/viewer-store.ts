import { create } from 'zustand';

/** Which picture or video is shown large, by the id of its message. */
export const useViewer = create<{ messageId: string | undefined }>(() => ({ messageId: undefined }));

export function openViewer(messageId: string): void {
  useViewer.setState({ messageId });
}

export function closeViewer(): void {
  useViewer.setState({ messageId: undefined });
}
