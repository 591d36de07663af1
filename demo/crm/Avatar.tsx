/** @jsxImportSource react */
/** A person's initials on a colour of their own. */

export function Avatar({ name, large = false }: { readonly name: string; readonly large?: boolean }) {
  const initials = name
    .split(' ')
    .map((part) => part[0])
    .join('');
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  return (
    <span
      className={large ? 'avatar large' : 'avatar'}
      style={{ '--hue': hue } as React.CSSProperties}
      aria-hidden="true"
    >
      {initials}
    </span>
  );
}
