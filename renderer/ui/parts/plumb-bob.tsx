/** Plumbline's mark. */
export function PlumbBob({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2v9" stroke="var(--pl-accent)" strokeWidth="1.6" strokeLinecap="round" />
      <path d="M7.4 10.6h9.2l-1.7 5L12 21.4l-2.9-5.8z" fill="var(--pl-accent)" />
    </svg>
  );
}
