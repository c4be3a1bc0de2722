// Signing in and out, as people do it: with and without JavaScript, wide and narrow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { checkPage, watchedPage } from "./page_checks.mjs";
import { startServer } from "./server.mjs";

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

async function at(how, use) {
  const context = await browser.newContext({
    viewport: { width: how.width, height: 900 },
    javaScriptEnabled: how.scripts,
  });
  await use(await watchedPage(context, server.address), context);
  await context.close();
}

async function fillIn(page, name, password) {
  await page.getByLabel("Sign-in name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForLoadState();
}

const path = (page) => new URL(page.url()).pathname + new URL(page.url()).search;

for (const how of [
  { width: 1280, scripts: true },
  { width: 320, scripts: true },
  { width: 320, scripts: false },
]) {
  const words = `${how.width} px, ${how.scripts ? "with" : "without"} JavaScript`;

  test(`who is not signed in is asked to, and comes to where they were going (${words})`, () =>
    at(how, async (watched, context) => {
      const { page, faults } = watched;
      await page.goto(`${server.address}/?gap=actionWithoutFinding`);
      assert.equal(new URL(page.url()).pathname, "/sign-in");
      assert.ok((await page.locator("ul.accounts li").count()) >= 8, "an account a role");
      await checkPage(watched, "sign-in", how);

      const told = (await page.locator("main strong code").textContent()).trim();
      await fillIn(page, "chair", "not the password");
      assert.match(await page.title(), /^Error: /);
      assert.equal(await page.getByLabel("Sign-in name").inputValue(), "chair");
      assert.equal(await page.getByLabel("Password").inputValue(), "");
      faults.length = 0; // The browser itself notes the 403.

      await fillIn(page, "chair", told);
      assert.equal(path(page), "/?gap=actionWithoutFinding");
      assert.match(await page.locator("header").textContent(), /Independent chair, Chair/);
      const [cookie] = await context.cookies();
      assert.equal(cookie.httpOnly, true);
      assert.equal(cookie.sameSite, "Lax");

      await page.getByRole("link", { name: "Independent chair" }).click();
      await page.waitForLoadState();
      assert.equal(path(page), "/password");
      await checkPage(watched, "password", how);

      await page.getByRole("button", { name: "Sign out" }).click();
      await page.waitForLoadState();
      assert.equal(path(page), "/sign-in");
      await page.goto(`${server.address}/`);
      assert.equal(path(page), "/sign-in");
    }));
}

test("the keyboard alone is enough to sign in", () =>
  at({ width: 1280, scripts: true }, async ({ page }) => {
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel("Sign-in name").focus();
    await page.keyboard.type("analyst");
    await page.keyboard.press("Tab");
    await page.keyboard.type("closing the loop");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${server.address}/`);
    assert.equal(await page.locator("h1").count(), 1);
  }));
