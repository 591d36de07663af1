/** The call that JsSIP makes when nobody tunes it: the other column of the bench. Account and target come in the URL's hash. */
import * as JsSIP from 'jssip';

type Setting = {
  server: string;
  user: string;
  password: string;
  domain: string;
  target: string;
  stun?: string;
};

const setting = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Setting;
const userAgent = new JsSIP.UA({
  sockets: [new JsSIP.WebSocketInterface(setting.server)],
  uri: `sip:${setting.user}@${setting.domain}`,
  password: setting.password,
});
userAgent.on('registered', () => {
  document.documentElement.dataset.line = 'ready';
});
document.querySelector('button')?.addEventListener('click', () => {
  document.documentElement.dataset.clickedAt = String(Date.now());
  const session = userAgent.call(`sip:${setting.target}@${setting.domain}`, {
    mediaConstraints: { audio: true, video: false },
    pcConfig: { iceServers: setting.stun ? [{ urls: [setting.stun] }] : [] },
  });
  document.documentElement.dataset.line = 'calling';
  session.on('confirmed', () => session.terminate());
  // Refused counts as well: the customer takes one call at a time, and the INVITE is what is measured.
  for (const end of ['ended', 'failed'] as const)
    session.on(end, () => {
      document.documentElement.dataset.line = 'ready';
    });
});
userAgent.start();
