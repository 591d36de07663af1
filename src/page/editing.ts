/** Is somebody typing? Then letters are theirs. */

const FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';

/** Looks through open shadow roots, as the event's path does. */
export function isEditing(event: Event): boolean {
  return event.composedPath().some((one) => one instanceof Element && one.matches(FIELDS));
}
