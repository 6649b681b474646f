// A browser without a window: it keeps cookies, follows links and sends forms, and says where a form was.

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface Browser {
  get(url: string): Promise<Page>;
  /** Sends a form of a page of this origin, or of another one. */
  send(url: string, fields: Readonly<Record<string, string>>, origin?: string): Promise<Page>;
  readonly cookies: Map<string, string>;
}

export function openBrowser(headers: Readonly<Record<string, string>> = {}): Browser {
  const cookies = new Map<string, string>();
  // Of the page that is shown: under it a browser does not say where a form of the page was, not even to its own site.
  let isSilent = false;
  async function go(url: string, init: RequestInit): Promise<Page> {
    for (let hops = 0; hops < 12; hops += 1) {
      const { host } = new URL(url);
      const own = [...cookies].filter(([key]) => key.startsWith(`${host} `));
      const cookie = own.map(([key, value]) => `${key.slice(host.length + 1)}=${value}`).join('; ');
      const answer = await fetch(url, {
        ...init,
        redirect: 'manual',
        headers: { ...headers, ...init.headers, ...(cookie !== '' && { cookie }) },
      });
      for (const line of answer.headers.getSetCookie()) keep(cookies, host, line);
      const location = answer.headers.get('location');
      isSilent = answer.headers.get('referrer-policy') === 'no-referrer';
      if (location === null) return { url, status: answer.status, text: await answer.text(), headers: answer.headers };
      await answer.body?.cancel();
      url = new URL(location, url).href;
      init = {};
    }
    throw new Error(`${url}: sent on and on`);
  }
  return {
    cookies,
    get: (url) => go(url, {}),
    send: (url, fields, origin = isSilent ? 'null' : new URL(url).origin) =>
      go(url, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } }),
  };
}

/** Hosts of one name on two ports share cookies in a real browser; here each has its own, which asks for more. */
function keep(cookies: Map<string, string>, host: string, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const key = `${host} ${pair.slice(0, at)}`;
  if (attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one))) cookies.delete(key);
  else cookies.set(key, pair.slice(at + 1));
}
