/** What a web site's origin looks like as a browser writes it. Which origins may do what is not known here. */

// No wildcard passes: an origin becomes a match pattern.
const WEB_ORIGIN = /^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** True for "https://crm.example" and "http://127.0.0.1:8080"; false for a path, a user, a file, a pattern. */
export function isWebOrigin(text: string): boolean {
  return WEB_ORIGIN.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
