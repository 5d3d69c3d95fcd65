import { accessSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startServer, type TestServer } from '../support/server.js';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
});

if (BROWSER === undefined) process.stderr.write('The page at /docs is not tried out: no browser (Debian: chromium)\n');

(BROWSER === undefined ? describe.skip : describe)('LIVE-4: the page at /docs in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    server = await startServer();
    browser = await chromium.launch({ executablePath: BROWSER ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('console', (message) => {
      // A refused request is shown on the page; the browser says so as well.
      if (message.type() === 'error' && !message.text().includes('status of 4')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('lists all operations, narrows them as somebody types, and loads the description once', async () => {
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto(`${server.url}/docs`);
    await page.waitForSelector('nav li a');
    const all = await page.locator('nav li a').count();
    expect(all).toBeGreaterThan(100);
    expect(loaded.filter((path) => path === '/openapi.json')).toHaveLength(1);
    await page.keyboard.press('/');
    await page.keyboard.type('attachment delete');
    const found = await page.locator('nav li a').count();
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(10);
    expect(await page.locator('#found').textContent()).toBe(`${found} of ${all} operations`);
  });

  it('shows an operation at its own address: parameters, body and answers in JSON and XML, errors', async () => {
    await page.locator('#filter').fill('');
    await page.goto(`${server.url}/docs#create-incoming-email-activity`);
    await page.waitForSelector('h1:has-text("Create incoming email activity")');
    const text = (await page.locator('main').textContent()) ?? '';
    for (const expected of [
      'Idempotency-Key',
      'core.casemgr.manage',
      '400-152',
      'payload.email.emailAddresses.receiver',
    ])
      expect(text).toContain(expected);
    await page.getByLabel('application/xml: client').check();
    expect(await page.locator('main').textContent()).toContain('<activity');
    expect(await page.locator('nav a[aria-current=page]').getAttribute('href')).toBe('#create-incoming-email-activity');
  });

  it('says what to do without a token, sends with one, and shows the curl without it', async () => {
    await page.goto(`${server.url}/docs#applicationDetails`);
    await page.waitForSelector('h1:has-text("What this server is")');
    await page.getByText('Try it', { exact: true }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForSelector('h3:has-text("Answer: 401")');
    const token = await server.token({ client: 'test-admin' });
    await page.getByText('Use a token', { exact: true }).click();
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForSelector('h3:has-text("Answer: 200")');
    expect(await page.locator('.outcome').textContent()).toContain('"apiVersion": "v3"');
    const curl = await page.getByLabel('curl').textContent();
    expect(curl).toContain(`curl -X GET '${server.url}/core/infomgr/v3/about'`);
    expect(curl).toContain('Bearer $TOKEN');
    expect(curl).not.toContain(token);
  });

  it('signs somebody in and comes back', async () => {
    await page.getByRole('button', { name: 'Forget the token' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator('input[name=login]').fill('pat');
    await page.locator('input[name=password]').fill('pat-password-1');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${server.url}/docs`);
    await page.waitForSelector('#session-state:has-text("carry your access token")');
  });

  it('has a name for every control and every region, in the dark and on a small screen as well', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 380, height: 800 });
    await page.goto(`${server.url}/docs#editCase`);
    await page.waitForSelector('h1');
    await page.getByText('Try it', { exact: true }).click();
    const nameless = await page.evaluate(`[...document.querySelectorAll('input, select, textarea, button, a, pre')]
      .filter((control) => !(control.labels?.length || control.textContent.trim() || control.getAttribute('aria-label')))
      .map((control) => control.outerHTML)`);
    expect(nameless).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBe(0);
  });

  it('breaks no rule of its content security policy and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
