/** What is open below a call's controls: one thing at a time, shut by Escape or by what opened it. */
import { useEffect, useState } from 'preact/hooks';
import type { Opened } from './Controls.tsx';

type OpenedBelow = {
  readonly opened: Opened;
  readonly toggle: (what: Opened) => void;
  readonly close: () => void;
};

export function useOpened(): OpenedBelow {
  const [opened, open] = useState<Opened>(null);
  useEffect(() => {
    if (!opened) return;
    const shut = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Not the popup with it. Whatever else hears Escape goes on: a call that is about to be made is stopped.
      event.preventDefault();
      open(null);
      document.querySelector<HTMLElement>(`[data-opens=${opened}]`)?.focus();
    };
    globalThis.addEventListener('keydown', shut);
    return () => globalThis.removeEventListener('keydown', shut);
  }, [opened]);
  return {
    opened,
    toggle: (what) => open(opened === what ? null : what),
    close: () => open(null),
  };
}
