/** Hands a text to the person as a file, by the browser's own download. Nothing leaves the machine. */
import type { SaveFile } from './historyModel.ts';

export const saveFile: SaveFile = (name, mediaType, text) => {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
};
