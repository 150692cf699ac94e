// What the policy of the page prevents, by trying each thing in the real window. Attempts run from a timer of the page,
// because script that the test driver itself evaluates is exempt from the policy's ban on eval.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';

const dataDir = temporaryDataDir();
let console_: LaunchedConsole;

beforeAll(async () => {
  console_ = await launchConsole({ dataDir: dataDir.path });
}, 60_000);
afterAll(async () => {
  await console_.close();
  dataDir.remove();
}, 60_000);

/** Nonce and whole policy of a fresh load, as the network stack received it. */
async function reloadAndReadHeaders(): Promise<Record<string, string>> {
  const [response] = await Promise.all([
    console_.window.waitForResponse((candidate) => candidate.url() === 'app://console/'),
    console_.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.loadURL('app://console/'),
    ),
  ]);
  await console_.window.waitForSelector('#root > *', { state: 'attached' });
  return response.headers();
}

describe('the document', () => {
  it('arrives with the policy in its header, starting from nothing', async () => {
    const policy = (await reloadAndReadHeaders())['content-security-policy'] ?? '';
    const directives = new Map(
      policy.split('; ').map((part) => [part.split(' ', 1)[0], part.split(' ').slice(1).join(' ')]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('connect-src')).toBe("'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  });

  it('has another nonce on each load', async () => {
    const nonceOf = (headers: Record<string, string>) =>
      /script-src 'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
    const first = nonceOf(await reloadAndReadHeaders());
    const second = nonceOf(await reloadAndReadHeaders());
    expect(first).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(second).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first).not.toBe(second);
  });

  it('arrives with the other headers', async () => {
    expect(await reloadAndReadHeaders()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('draws itself without breaking its own policy', async () => {
    const violations: string[] = [];
    console_.window.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) violations.push(message.text());
    });
    await reloadAndReadHeaders();
    expect(violations).toEqual([]);
  });
});

describe('script', () => {
  /** Each sets `window.ran` where it is allowed to. */
  const attempts = {
    eval: () => {
      (0, eval)('window.ran = true');
    },
    'new Function': () => {
      new Function('window.ran = true')();
    },
    'a timer with text': () => {
      setTimeout('window.ran = true' as unknown as () => void, 0);
    },
    WebAssembly: () => {
      new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
      (window as unknown as { ran: boolean }).ran = true;
    },
    'an inline script element': () => {
      const script = document.createElement('script');
      script.append('window.ran = true');
      document.head.append(script);
    },
    'an inline script with the nonce of nobody': () => {
      const script = document.createElement('script');
      script.nonce = 'AAAAAAAAAAAAAAAAAAAAAA==';
      script.append('window.ran = true');
      document.head.append(script);
    },
    'markup with an event handler': () => {
      document.body.insertAdjacentHTML('beforeend', '<img src="/none.png" onerror="window.ran = true">');
    },
    'an event handler attribute': () => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.ran = true');
      button.click();
    },
    'a javascript: link': () => {
      const link = document.createElement('a');
      link.href = 'javascript:window.ran = true';
      document.body.append(link);
      link.click();
    },
    'document.write': () => {
      document.write('<script>window.ran = true</script>');
    },
  } as const;

  const names = Object.keys(attempts) as (keyof typeof attempts)[];
  const sourceOf = (name: keyof typeof attempts): string => `new Promise((resolve) => {
    delete window.ran;
    const attempt = ${attempts[name].toString()};
    setTimeout(() => {
      try { attempt(); } catch (error) { /* a refusal */ }
      // Two more turns of the event loop and a frame: what was going to run has run.
      setTimeout(() => requestAnimationFrame(() => setTimeout(() => resolve(window.ran === true), 0)), 0);
    }, 0);
  })`;

  it.each(names)('by %s does not run', async (name) => {
    expect(await console_.window.evaluate(sourceOf(name))).toBe(false);
  });

  it('runs by each of these ways in a page without the policy', async () => {
    const ran = await console_.app.evaluate(async ({ BrowserWindow }, sources) => {
      const blank = new BrowserWindow({ show: false });
      const results: unknown[] = [];
      for (const source of sources) {
        await blank.loadURL('about:blank');
        results.push(await blank.webContents.executeJavaScript(source));
      }
      blank.destroy();
      return results;
    }, names.map(sourceOf));
    expect(Object.fromEntries(names.map((name, index) => [name, ran[index]]))).toEqual(
      Object.fromEntries(names.map((name) => [name, true])),
    );
  });

  it('in a worker does not start, from a file or from a blob', async () => {
    const outcomes = await console_.window.evaluate(async () => {
      const start = (make: () => Worker): Promise<string> =>
        new Promise((resolve) => {
          try {
            const worker = make();
            worker.onerror = () => resolve('error');
            worker.onmessage = () => resolve('ran');
          } catch (thrown) {
            resolve((thrown as Error).name);
          }
        });
      const blob = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
      return [await start(() => new Worker(blob)), await start(() => new Worker('/index.html'))];
    });
    expect(outcomes).not.toContain('ran');
  });
});

describe('style', () => {
  it('without the nonce is not applied, and with it is', async () => {
    const widths = await console_.window.evaluate(() => {
      const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
      const widthWith = (styleNonce: string, width: string): string => {
        const probe = document.createElement('div');
        probe.id = 'style-probe';
        const style = document.createElement('style');
        style.nonce = styleNonce;
        style.append(`#style-probe { width: ${width} !important }`);
        document.body.append(probe);
        document.head.append(style);
        const measured = getComputedStyle(probe).width;
        probe.remove();
        style.remove();
        return measured;
      };
      return { without: widthWith('', '41px'), wrong: widthWith('AAAA', '42px'), right: widthWith(nonce, '43px') };
    });
    expect(widths.right).toBe('43px');
    expect([widths.without, widths.wrong]).not.toContain('41px');
    expect([widths.without, widths.wrong]).not.toContain('42px');
  });

  it('in an attribute is not applied', async () => {
    const width = await console_.window.evaluate(() => {
      const probe = document.createElement('div');
      probe.setAttribute('style', 'width: 44px');
      document.body.append(probe);
      const measured = getComputedStyle(probe).width;
      probe.remove();
      return measured;
    });
    expect(width).not.toBe('44px');
  });

  it('cannot read the nonce from its attribute', async () => {
    const readable = await console_.window.evaluate(() =>
      [...document.querySelectorAll('[nonce]')]
        .map((element) => element.getAttribute('nonce'))
        .filter((value) => value !== ''),
    );
    expect(readable).toEqual([]);
  });
});
