/**
 * Chromium outside Electron has no way to add a scheme, so a page of `app://host/path` is shown to it as
 * `https://host.app.standin/path`: a secure, standard origin of its own that no server answers.
 */
const SUFFIX = '.standin';

export function toChromium(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/.exec(url);
  if (!match || ['http', 'https', 'ws', 'wss', 'file'].includes(match[1] ?? '')) return url;
  return `https://${match[2]}.${match[1]}${SUFFIX}${match[3]}`;
}

export function fromChromium(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.standin(.*)$/.exec(url);
  return match ? `${match[2]}://${match[1]}${match[3]}` : url;
}
