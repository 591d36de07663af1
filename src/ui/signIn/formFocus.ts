/** Where the keyboard stands when a form changes by itself: at what is wrong, or at the first field that is still empty. */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SignInModel } from './signInModel.ts';

const FIELDS = 'input:not([type=checkbox], [type=radio]), select';

type Forms = RefObject<HTMLElement | null>;

/** `atOnce`: it opened because somebody asked for it. `pasted`: how often something pasted has filled it in. */
export function useFormFocus(
  forms: Forms,
  { errors, offer, devices }: SignInModel,
  atOnce: boolean,
  pasted: number,
): void {
  const [wrong, way, choice] = [errors.value, offer.value, devices.value];
  useEffect(() => {
    if (Object.keys(wrong).length > 0) focus(forms, '[aria-invalid=true]');
  }, [forms, wrong]);
  useEffect(() => {
    if (atOnce) focusFirstEmpty(forms);
  }, [forms, atOnce]);
  useEffect(() => {
    if (choice) focus(forms, 'select');
    else if (way || pasted > 0) focusFirstEmpty(forms);
  }, [forms, choice, way, pasted]);
}

function focus({ current }: Forms, selector: string): void {
  current?.querySelector<HTMLElement>(selector)?.focus();
}

function focusFirstEmpty(forms: Forms): void {
  const fields = [...(forms.current?.querySelectorAll<HTMLInputElement | HTMLSelectElement>(FIELDS) ?? [])];
  const empty = fields.find((field) => field.value === '' && !field.closest('details:not([open])'));
  if (empty) empty.focus();
  else focus(forms, '[type=submit]');
}
