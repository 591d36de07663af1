/** Putting a number on the clipboard, also on plain http pages, where the asynchronous clipboard does not exist. */

/** Within a user's gesture. Resolves to whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
}

/** No element and no selection of ours: the copy event itself carries the text, and the page does not get to see it. */
function copyByEvent(text: string): boolean {
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('copy', onCopy, { capture: true, once: true });
  const done = document.execCommand('copy');
  window.removeEventListener('copy', onCopy, { capture: true });
  return done;
}
