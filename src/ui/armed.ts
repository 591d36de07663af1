/** A key that is held, or a click that was meant for what stood here before, presses nothing: hands need longer than this. */
import { useEffect, useState } from 'preact/hooks';

export const ARMED_AFTER_MS = 400;

/** False for a moment each time `what` has changed. */
export function useArmed(what: string): boolean {
  const [armedFor, arm] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => arm(what), ARMED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return armedFor === what;
}

/** A held Enter clicks again and again. */
export const notHeld = (event: KeyboardEvent): void => {
  if (event.repeat) event.preventDefault();
};
