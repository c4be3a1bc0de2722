// Signing in and out, as people do it: with and without JavaScript, wide and narrow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./page_checks.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();

async function fillIn(page, name, password) {
  await page.getByLabel("Sign-in name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForLoadState();
}

const path = (page) => new URL(page.url()).pathname + new URL(page.url()).search;

for (const how of everyWay) {
  test(`who is not signed in is asked to, and comes to where they were going (${inWords(how)})`, () =>
    at({ ...how, as: null }, "/?gap=actionWithoutFinding", async (watched) => {
      const { page, address, context } = watched;
      assert.equal(new URL(page.url()).pathname, "/sign-in");
      assert.ok((await page.locator("ul.accounts li").count()) >= 8, "an account a role");
      await checkPage(watched, "sign-in", how);

      const told = (await page.locator("main strong code").textContent()).trim();
      await fillIn(page, "chair", "not the password");
      assert.match(await page.title(), /^Error: /);
      assert.equal(await page.getByLabel("Sign-in name").inputValue(), "chair");
      assert.equal(await page.getByLabel("Password").inputValue(), "");
      await checkPage(watched, "sign-in-refused", how);

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
      await page.goto(`${address}/`);
      assert.equal(path(page), "/sign-in");
    }));
}

test("the keyboard alone is enough to sign in", () =>
  at({ ...everyWay[0], as: null }, "/sign-in", async ({ page, address }) => {
    await page.getByLabel("Sign-in name").focus();
    await page.keyboard.type("analyst");
    await page.keyboard.press("Tab");
    await page.keyboard.type("closing the loop");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${address}/`);
    assert.equal(await page.locator("h1").count(), 1);
  }));
