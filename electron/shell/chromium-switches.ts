// Chromium's own traffic and telemetry, off. Applied before the app is ready; the page's traffic is shut by session and CSP.
import type { App } from 'electron';

const switches: readonly (readonly [name: string, value?: string])[] = [
  ['no-proxy-server'],
  // No name resolves inside Chromium: not for prefetch, not for a page that found a way around the policy.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-client-side-phishing-detection'],
  ['disable-sync'],
  ['no-pings'],
  ['no-first-run'],
  ['disable-breakpad'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  [
    'disable-features',
    'WebRtcHideLocalIpsWithMdns,MediaRouter,OptimizationHints,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
  ],
];

/** `disable-features` given by whoever started the app is kept: ours are added to it. */
export function hardenChromium(app: Pick<App, 'commandLine'>): void {
  for (const [name, value] of switches) {
    const given = name === 'disable-features' ? app.commandLine.getSwitchValue(name) : '';
    const whole = given === '' ? value : `${given},${value ?? ''}`;
    if (whole === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, whole);
  }
}
