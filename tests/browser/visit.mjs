// Visits to a demonstration board: one server and one browser for a file of tests.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { watchedPage } from "./page_checks.mjs";
import { signIn, startServer } from "./server.mjs";

/** How every page must hold: wide and narrow, with and without JavaScript. */
export const everyWay = [
  { width: 1280, scripts: true },
  { width: 320, scripts: true },
  { width: 1280, scripts: false },
  { width: 320, scripts: false },
];

export const inWords = (how) => `${how.width} px, ${how.scripts ? "with" : "without"} JavaScript`;

/** Opens a board for the tests of the file: `at(how, path, use)` visits one of its pages,
 *  as the account `how.as`, or as nobody (null). */
export function openBoard() {
  let server;
  let browser;
  before(async () => {
    server = await startServer();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      args: process.getuid() === 0 ? ["--no-sandbox"] : [],
    });
  });
  after(async () => {
    await browser?.close();
    assert.equal(await server?.stop(), 0, "serve ends in order");
  });
  return async function at(how, path, use) {
    const context = await browser.newContext({
      viewport: { width: how.width, height: 900 },
      javaScriptEnabled: how.scripts,
    });
    if (how.as !== null) await signIn(context, server.address, how.as);
    const watched = await watchedPage(context, server.address);
    const answer = await watched.page.goto(server.address + path);
    await use({ ...watched, address: server.address, context }, answer);
    await context.close();
  };
}
