/** What a browser reads to see whether there is a newer package. */

/** Chromium's and Edge's update manifest (protocol 2.0, developer.chrome.com/docs/extensions/how-to/distribute/host-on-linux). */
export function chromeUpdates(update: {
  readonly id: string;
  readonly version: string;
  readonly crxUrl: string;
  readonly minimumVersion: string | undefined;
}): string {
  const attributes = {
    codebase: update.crxUrl,
    version: update.version,
    ...(update.minimumVersion !== undefined && { prodversionmin: update.minimumVersion }),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escapeXml(value)}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${update.id}">
    <updatecheck ${written.join(' ')} />
  </app>
</gupdate>
`;
}

/** Firefox's update manifest (extensionworkshop.com/documentation/manage/updating-your-extension). */
export function firefoxUpdates(update: {
  readonly id: string;
  readonly version: string;
  readonly xpiUrl: string;
  readonly minimumVersion: string | undefined;
}): string {
  const entry = {
    version: update.version,
    update_link: update.xpiUrl,
    ...(update.minimumVersion !== undefined && {
      applications: { gecko: { strict_min_version: update.minimumVersion } },
    }),
  };
  return `${JSON.stringify({ addons: { [update.id]: { updates: [entry] } } }, null, 2)}\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
