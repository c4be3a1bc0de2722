// The next thing, done by form: an agency lead delivers an action, first wrongly, then rightly.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./page_checks.mjs";
import { signIn } from "./server.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();

const press = async (page, name) => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState();
};
const follow = async (page, name) => {
  await page.getByRole("link", { name, exact: true }).first().click();
  await page.waitForLoadState();
};
const dateBoxes = async (page, name, day, month, year) => {
  await page.locator(`#${name}-day`).fill(day);
  await page.locator(`#${name}-month`).fill(month);
  await page.locator(`#${name}-year`).fill(year);
};

/** Agrees an action that the head of early help is to do, as the analyst. */
async function agreeAnAction(page) {
  await page.getByLabel("Action", { exact: true }).fill("Ask each family about home");
  await page.locator("#leadAgency").selectOption("AG-4");
  await page.locator("#owner").selectOption({ label: "Head of early help" });
  await dateBoxes(page, "due", "30", "6", "2030");
  await page.locator("#successCriterion").fill("9 of 10 families were asked");
  await page.locator("#childWouldNotice").fill("Someone asks me how home is.");
  await press(page, "Agree an action");
  assert.match(await page.locator(".govuk-notification-banner--success").textContent(),
    /Action agreed\./);
}

for (const how of everyWay) {
  test(`an agency lead delivers an action (${inWords(how)})`, () =>
    at(how, "/records/actions/new", async (watched) => {
      const { page, context, address } = watched;
      page.setDefaultTimeout(5000);
      await agreeAnAction(page);
      await context.clearCookies();
      await signIn(context, address, "agency-lead");
      await page.goto(`${address}/now`);
      const action = page.locator('main a[href^="/actions/"]').first();
      const path = await action.getAttribute("href");
      await action.click();
      await page.waitForLoadState();
      if (/Agreed/.test(await page.locator("main > .govuk-body-l").first().textContent())) {
        await follow(page, "Accept an action");
        await checkPage(watched, "form-accept", how);
        await press(page, "Accept an action");
        assert.match(await page.locator(".govuk-notification-banner--success").textContent(),
          /Action accepted\./);
      }
      await follow(page, "Deliver an action");
      assert.equal(new URL(page.url()).pathname, `/records${path}/deliver`);
      await checkPage(watched, "form-deliver", how);

      await dateBoxes(page, "on", "31", "2", "2026");
      await press(page, "Deliver an action");
      assert.match(await page.title(), /^Error: /);
      await checkPage(watched, "form-refused", how);
      assert.equal(await page.locator("#on-day").inputValue(), "31");
      assert.match(await page.locator("#on-error").textContent(), /must be a real date/);
      await page.locator(".govuk-error-summary__list a").click();
      assert.equal(await page.evaluate(() => document.activeElement.id), "on-day");

      const today = new Date();
      await dateBoxes(page, "on", String(today.getUTCDate()), String(today.getUTCMonth() + 1),
        String(today.getUTCFullYear()));
      await press(page, "Deliver an action");
      assert.equal(new URL(page.url()).pathname, path);
      assert.match(await page.locator(".govuk-notification-banner--success").textContent(),
        /Action delivered\./);
      await checkPage(watched, "record-done", how);
    }));
}
