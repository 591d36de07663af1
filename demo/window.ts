/** The demo for a person: a Chromium window on the demo CRM, signed in, with the customer's phone in a second tab. */
import { launchBrowser } from './browser.ts';
import { startDemo } from './demo.ts';
import { openDesk, signIn } from './desk.ts';
import { buildExtension } from './extension.ts';
import { openContacts } from './unattended.ts';

/** Resolves when the window is closed. */
export async function runWindow(print: (line: string) => void): Promise<void> {
  print('Building the extension…');
  const extensionDir = await buildExtension();
  const demo = await startDemo({});
  const browser = await launchBrowser({ extensionDir, headless: false });
  const closed = new Promise<void>((resolve) => browser.context.once('close', () => resolve()));
  const desk = await openDesk(browser);
  const popup = await desk.open('popup.html');
  await signIn(popup, demo.credentials);
  await desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready');
  const customer = await browser.context.newPage();
  await customer.goto(demo.customerUrl);
  const crm = await openContacts(desk, popup, demo);
  await popup.close();
  await crm.bringToFront();
  print(
    `The demo CRM is open: click a number. The customer's phone is in the other tab. Close the window to end.`,
  );
  print(`CRM ${demo.crmUrl}   exchange ${demo.exchange.wsUrl}`);
  print(`Siperb's stand-in ${demo.siperb.api}   its token, good for this run: ${demo.siperb.token}`);
  await closed;
  await demo.close();
  await browser.close();
}
